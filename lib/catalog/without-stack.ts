/**
 * Runs `create` with the capture of stack frames switched off.
 *
 * Capturing the stack costs more than answering the whole request, and says nothing about a client's mistake. V8 has no
 * other switch for it than this process-wide limit, which is put back before anything else can run. Hardened realms
 * (`node --frozen-intrinsics`, SES) refuse to change it: there, the frames are captured.
 */
export function withoutStack<Result> (create: () => Result): Result {
  const limit = Error.stackTraceLimit
  if (!setLimit(0)) return create()
  try {
    return create()
  } finally {
    setLimit(limit)
  }
}

/** False where the limit is read-only. */
function setLimit (limit: number): boolean {
  try {
    return Reflect.set(Error, 'stackTraceLimit', limit)
  } catch {
    // A setter of the realm's own.
    return false
  }
}

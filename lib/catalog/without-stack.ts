/**
 * Creates an error without stack frames.
 *
 * Capturing them costs more than answering the whole request, and they say nothing about a client's mistake. V8 can be told
 * so only by a process-wide limit (https://v8.dev/docs/stack-trace-api), which is restored before other code can run.
 * Hardened realms (`node --frozen-intrinsics`, SES) do not allow changing it; there, the frames are captured.
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

/** False if the limit is read-only. */
function setLimit (limit: number): boolean {
  try {
    return Reflect.set(Error, 'stackTraceLimit', limit)
  } catch {
    // The realm defines a setter that throws.
    return false
  }
}

/**
 * Runs `create` with the capture of stack frames switched off.
 *
 * Capturing the stack costs more than answering the whole request, and says nothing about a client's mistake. V8 has no
 * other switch for it than this process-wide limit, which is put back before anything else can run.
 */
export function withoutStack<Result> (create: () => Result): Result {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return create()
  } finally {
    Error.stackTraceLimit = limit
  }
}

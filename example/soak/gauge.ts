/** Loaded into the server's process beside the example: answers each message with what the process holds. */
export interface Gauge {
  /** After a full collection; what lies outside of V8's heap counts too. */
  readonly heap: number
  /** How many of each kind keep the event loop busy. */
  readonly handles: Readonly<Record<string, number>>
}

process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  const handles: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1
  process.send?.({ heap: heapUsed + external, handles } satisfies Gauge)
})
// It shall not keep the server running.
process.channel?.unref()

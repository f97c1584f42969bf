/** Questions to a child process. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The child's next message; a child that ends instead is an error. */
export async function ask<Reply> (child: ChildProcess, question: object): Promise<Reply> {
  const settled = new AbortController()
  const { signal } = settled
  const end = once(child, 'exit', { signal }).then(([code, name]) => {
    throw new Error(`${child.spawnargs.at(-1)} ended by itself (${code ?? name})`)
  })
  child.send(question)
  try {
    const [reply] = await Promise.race([once(child, 'message', { signal }), end])
    return reply
  } finally {
    settled.abort()
  }
}

/** The Rooms API as `npm start` runs it, in a process of its own that can be asked what it holds. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export async function startServer (environment: Readonly<Record<'DATABASE_URL' | 'JWT_SECRET', string>>) {
  const child = spawn(process.execPath, [
    '--expose-gc', '--import', 'tsx', '--import', new URL('gauge.ts', import.meta.url).href,
    fileURLToPath(new URL('../main.ts', import.meta.url))
  ], { env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: '0' }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  process.once('exit', () => child.kill('SIGKILL'))

  const complaints: string[] = []
  createInterface(child.stderr as Readable).on('line', line => {
    if (!line.includes('"constant":"fetch_error"')) complaints.push(line)
  })
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
      const [, address] = /Rooms API: (\S+)/.exec(output) ?? []
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => reject(new Error(`the API did not start: ${complaints.join('\n')}`)))
  })

  return {
    child,
    address,
    /** The output on stderr, without the failures of the database, which the server logs with their causes. */
    complaints: complaints as readonly string[],
    /** Its exit code, after a signal to shut down. */
    async close (): Promise<number | null> {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = await exit
      return code
    }
  }
}

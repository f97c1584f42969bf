/** Builds the package, and checks what needs no test to run: style and types, as many at a time as there are processors. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const results = await Promise.all([
  run('lint'),
  // The type tests check the declarations of other packages.
  run('build', '--skipLibCheck').then(async isBuilt => isBuilt && (await Promise.all([run('typecheck', '--singleThreaded'), run('test:types')])).every(Boolean))
])
process.exitCode = results.every(Boolean) ? 0 : 1

/** Prints the output once the script has ended. */
async function run (script, ...args) {
  const child = spawn('npm', ['run', script, '--', ...args], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => { output += chunk })
  const [status] = await once(child, 'close')
  console.log(output)
  return status === 0
}

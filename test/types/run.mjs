/** Compiles the type tests, against the built package, with the oldest and the newest TypeScript that is supported. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../node_modules/', import.meta.url)

const compilers = ['typescript', 'typescript-newest'].map(name => {
  const { version, bin } = JSON.parse(readFileSync(new URL(`${name}/package.json`, root), 'utf8'))
  return { name, version, tsc: fileURLToPath(new URL(`${name}/${bin.tsc}`, root)) }
})
const projects = ['.', './registered', './common-js', './library']
const runs = projects.flatMap(project => compilers.map(compiler => ({ project, ...compiler })))

// Two at a time.
const queue = runs.values()
await Promise.all([work(), work()])

async function work () {
  for (const { project, name, version, tsc } of queue) {
    const path = fileURLToPath(new URL(project, import.meta.url))
    // The declarations of other packages take the older compiler most of its time: it reads all in one program, with the catalog registered.
    // The newer compiler has a checker for each processor: two compilers at a time use them as well, and check less twice.
    const options = name !== 'typescript' ? ['--singleThreaded'] : project !== './registered' ? ['--skipLibCheck'] : []
    const compiler = spawn(process.execPath, [tsc, '--project', path, ...options], { stdio: 'inherit' })
    const [status] = await once(compiler, 'exit')
    console.log(`types in ${project} under TypeScript ${version}: ${status === 0 ? 'ok' : 'failed'}`)
    if (status !== 0) process.exitCode = 1
  }
}

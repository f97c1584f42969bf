/** Compiles the type tests, against the built package, with the oldest and the newest TypeScript that is supported. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../node_modules/', import.meta.url)

for (const name of ['typescript', 'typescript-newest']) {
  const { version, bin } = JSON.parse(readFileSync(new URL(`${name}/package.json`, root), 'utf8'))
  const tsc = fileURLToPath(new URL(`${name}/${bin.tsc}`, root))
  for (const project of ['.', './registered', './common-js', './library']) {
    const path = fileURLToPath(new URL(project, import.meta.url))
    const { status } = spawnSync(process.execPath, [tsc, '--project', path], { stdio: 'inherit' })
    console.log(`types in ${project} under TypeScript ${version}: ${status === 0 ? 'ok' : 'failed'}`)
    if (status !== 0) process.exitCode = 1
  }
}

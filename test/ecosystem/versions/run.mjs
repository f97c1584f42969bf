/**
 * Runs the test suite on a matrix of Fastify and Node versions, each corner in a copy of the project.
 *
 *   node test/ecosystem/versions/run.mjs                        every corner
 *   node test/ecosystem/versions/run.mjs 5.0.0@20 5@latest      these corners, FASTIFY@NODE
 *
 * test/fixtures/needs.ts lists the features that a Fastify lacks.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const leftOut = new Set(['.git', '.tap'])

const nodesByFastify = {
  '5.0.0': ['20', '22', '24', 'latest'],
  5: ['20', '22', '24', 'latest'],
  // Pre-releases only; they use what Node 20 lacks.
  6: ['22', '24', 'latest']
}
const all = Object.entries(nodesByFastify).flatMap(([fastify, nodes]) => nodes.map(node => `${fastify}@${node}`))
const corners = process.argv.length > 2 ? process.argv.slice(2) : all

const results = corners.map(corner => {
  const [fastify, node] = corner.split('@')
  const copy = mkdtempSync(join(tmpdir(), 'versions-'))
  try {
    return runSuite(copyWith(fastify, copy), findNode(node), copy)
  } finally {
    rmSync(copy, { recursive: true })
  }
})

console.table(results)
if (results.some(({ failed }) => failed > 0)) process.exitCode = 1

/** The version that was installed. */
function copyWith (fastify, copy) {
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true, filter: path => !leftOut.has(basename(path)) })
  // No other range has pre-releases.
  const range = fastify === '6' ? '>=6.0.0-0' : fastify
  // Other packages of the tests ask for a newer Fastify than the oldest.
  run('npm', ['install', '--no-save', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error', `fastify@${range}`], copy)
  return JSON.parse(readFileSync(join(copy, 'node_modules/fastify/package.json'), 'utf8')).version
}

/** The path of a Node of that major version: this one, or that of the package `node`. */
function findNode (major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  return run('npx', ['--yes', '--loglevel=error', `node@${major}`, '--print', 'process.execPath'], root).trim()
}

function runSuite (fastify, node, copy) {
  const started = Date.now()
  // Tests start npm and node by name too.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
  const { stdout, stderr } = spawnSync(node, ['node_modules/tap/dist/esm/run.mjs', '--reporter=tap', '--timeout=600'], {
    cwd: copy, env, encoding: 'utf8', maxBuffer: 2 ** 30
  })
  const count = name => Number(new RegExp(`^# \\{ total:.* ${name}: (\\d+)`, 'm').exec(stdout)?.[1] ?? 0)
  const [passed, failed, skipped] = [count('pass'), count('fail'), count('skip')]
  if (failed > 0 || passed === 0) console.error(stdout.match(/^ *not ok .*$/gm)?.join('\n') ?? stderr)

  return {
    fastify,
    node: run(node, ['--version'], copy).trim(),
    passed,
    // A suite that did not begin has failed.
    failed: passed === 0 ? Math.max(failed, 1) : failed,
    skipped,
    seconds: Math.round((Date.now() - started) / 1000)
  }
}

function run (command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${stderr}`)
  return stdout
}

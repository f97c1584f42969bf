import { execFile } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { runNode } from '../fixtures/node.js'
import { compile } from '../fixtures/typescript.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

/** A new project with the packed package in it, as `npm install` would leave it. */
async function install (): Promise<{ project: string, files: string[] }> {
  const project = t.testdir({ node_modules: {} })
  const installed = join(project, 'node_modules', 'fastify-api-error')
  // The package is built already, and another build would pull it from under the tests that run beside this one.
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], { cwd: root })
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string, files: Array<{ path: string }> }]
  await mkdir(installed)
  await run('tar', ['--extract', '--strip-components=1', '--file', join(project, filename), '--directory', installed])
  for (const name of ['fastify', 'fastify-plugin', 'fast-json-stringify', 'negotiator', 'eta', '@sinclair/typebox', '@types/node']) {
    const link = join(project, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(root, 'node_modules', name), link)
  }
  return { project, files: files.map(({ path }) => path) }
}

const { project, files } = await install()

const program = `
const app = Fastify(serverOptions())
app.register(fastifyApiError).after(() => {
  app.get('/', (_request, reply) => reply.apiError('conflict', 'Taken.'))
})
app.inject('/').then(({ body }) => console.log(body))
`

const programs = {
  'ts.mts': `import Fastify from 'fastify'\nimport fastifyApiError, { serverOptions } from 'fastify-api-error'\n${program}`,
  'reference.mts': `import Fastify from 'fastify'
    import { catalog } from 'fastify-api-error'
    import errorReference, { toMarkdown, type ErrorReferenceOptions } from 'fastify-api-error/reference'
    const options: ErrorReferenceOptions = { prefix: '/errors', catalog }
    const app = Fastify()
    app.register(errorReference, options)
    export const table: string = toMarkdown(catalog, { generic: true })
    // @ts-expect-error -- unknown option
    app.register(errorReference, { prefix: '/errors', catalogue: catalog })`
}

/**
 * Compiles the programs in one run, since most of it is the types of Fastify and Node, which both have. The declarations of
 * other packages, which take most of the time, are checked by the faster of the compilers; the type tests have the older check
 * them too.
 */
async function compilePrograms (): Promise<string> {
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, module: 'NodeNext', target: 'ES2022', types: ['node'] }
  for (const [name, source] of Object.entries(programs)) await writeFile(join(project, name), source)
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(programs) }))
  const outputs = await Promise.all([
    compile(project, { options: ['--skipLibCheck'] }),
    compile(project, { compiler: 'typescript-newest', options: ['--noEmit'] })
  ])
  return outputs.join('')
}

// It runs beside the first tests.
const compiled = compilePrograms()

const event = '{"constant":"conflict","code":409,"message":"Taken."}\n'

t.test('the package holds what users need, and nothing else', async t => {
  t.same(files.filter(path => !path.startsWith('dist/')).sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
  for (const entry of ['dist/index.js', 'dist/index.d.ts', 'dist/reference/index.js', 'dist/reference/index.d.ts']) t.ok(files.includes(entry), entry)
  t.same(files.filter(path => path.startsWith('dist/') && !/\.(js|d\.ts)$/.test(path)), [])
})

t.test('the packed package works from ESM', async t => {
  const file = join(project, 'esm.mjs')
  await writeFile(file, `import Fastify from 'fastify'\nimport fastifyApiError, { serverOptions } from 'fastify-api-error'\n${program}`)

  t.equal((await runNode([file])).stdout, event)
})

t.test('the packed package works from CommonJS', async t => {
  const file = join(project, 'cjs.cjs')
  await writeFile(file, `const Fastify = require('fastify')\nconst { fastifyApiError, serverOptions } = require('fastify-api-error')\n${program}`)

  t.equal((await runNode(['--disable-warning=ExperimentalWarning', file])).stdout, event)
})

t.test('the packed package works from TypeScript', async t => {
  t.equal(await compiled, '')

  t.equal((await runNode([join(project, 'ts.mjs')])).stdout, event)
})

t.test('the packed package records with OpenTelemetry where its API is installed', async t => {
  const link = join(project, 'node_modules/@opentelemetry/api')
  await mkdir(dirname(link), { recursive: true })
  await symlink(join(root, 'node_modules/@opentelemetry/api'), link)
  const file = join(project, 'opentelemetry.cjs')
  await writeFile(file, `const Fastify = require('fastify')
const { fastifyApiError, serverOptions } = require('fastify-api-error')
const { recordErrors } = require('fastify-api-error/opentelemetry')
const counter = { add: (count, attributes) => console.log(count, attributes['error.type']) }
recordErrors({ meterProvider: { getMeter: () => ({ createCounter: () => counter }) } })
${program}`)

  t.equal((await runNode(['--disable-warning=ExperimentalWarning', file])).stdout, `1 conflict\n${event}`)
})

t.test('the packed reference works from ESM and CommonJS', async t => {
  for (const [file, program] of [
    ['reference.mjs', "import errorReference, { toMarkdown } from 'fastify-api-error/reference'\nimport { catalog } from 'fastify-api-error'"],
    ['reference.cjs', "const { errorReference, toMarkdown } = require('fastify-api-error/reference')\nconst { catalog } = require('fastify-api-error')"]
  ] as const) {
    await writeFile(join(project, file), `${program}\nconsole.log(typeof errorReference, toMarkdown(catalog))`)

    t.match((await runNode(['--disable-warning=ExperimentalWarning', join(project, file)])).stdout, 'function | Constant | Code | Message |\n')
  }
})

t.test('the packed reference compiles under strict types', async t => {
  t.equal(await compiled, '')
})

t.test("the client's types need neither Fastify nor Node", async t => {
  const folder = t.testdir({
    'browser.ts': "import { readApiErrorEvent } from 'fastify-api-error/client'\nexport const read = async (r: Response) => (await readApiErrorEvent(r))?.constant === 'conflict'\n",
    'tsconfig.json': JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, skipLibCheck: false, skipDefaultLibCheck: true, module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', lib: ['ES2022', 'DOM'], types: [], paths: { fastify: ['./no-such-file'] } },
      files: ['browser.ts']
    }),
    node_modules: { '@sinclair': { typebox: t.fixture('symlink', join(root, 'node_modules/@sinclair/typebox')) } }
  })
  await symlink(join(project, 'node_modules/fastify-api-error'), join(folder, 'node_modules/fastify-api-error'))

  const stdout = await compile(folder, { options: ['--listFiles'] })

  t.notMatch(stdout, /error TS/)
  t.match(stdout, /client\.d\.ts/)
  t.notMatch(stdout, /fastify\.d\.ts|@types\/node/)
})

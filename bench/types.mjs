/**
 * The cost of the types for the compiler. The app has 300 routes and a catalog of 200 constants. It is compiled with this
 * package's types and without them: then the calls are declared by hand and take any string, and each status by its code.
 *
 * Each route declares three errors in one measurement, and none in the other. The variants take turns. The ratio is that of
 * the medians of the compiler's CPU time in user mode.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const constants = 200
const routes = 300
const rounds = 9
const root = join(import.meta.dirname, '..')
const compilers = { 'TypeScript 5.9': 'typescript/bin/tsc', 'TypeScript newest': 'typescript-newest/bin/tsc' }

const codeOf = index => 400 + index % 30
const nameOf = index => `'refusal_${index % constants}'`
const hasData = index => index % constants % 5 === 0

const entries = Array.from({ length: constants }, (_, index) => `  ${nameOf(index)}: {
    code: ${codeOf(index)}, title: 'Refusal ${index}.', messages: ['Refusal ${index}.', 'Again refused ${index}.']${
    hasData(index) ? ', data: Type.Object({ capacity: Type.Integer() })' : ''}
  }`).join(',\n')

const layers = {
  'hand-written': `import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsync } from 'fastify'
export const plugin: FastifyPluginAsync<{ catalog: object }> = async () => {}
export const ErrorEvent = Type.Object({ constant: Type.String(), code: Type.Integer(), message: Type.String() })
export const errors = {\n${entries}\n}
declare module 'fastify' {
  interface FastifyReply { apiError (constant: string, detail?: string | { message?: string, data?: unknown }): this }
}
`,
  ours: `import { Type } from '@sinclair/typebox'
import fastifyApiError, { catalog } from 'fastify-api-error'
export const plugin = fastifyApiError
export const errors = catalog.extend({\n${entries}\n})
declare module 'fastify-api-error' { interface Register { catalog: typeof errors } }
`
}

const declarations = {
  'hand-written': indexes => indexes.map(index => `, ${codeOf(index % constants)}: layer.ErrorEvent`).join(''),
  ours: indexes => `, ...layer.errors.responses(${indexes.map(nameOf).join(', ')})`
}

const callOf = index => `reply.apiError(${nameOf(index)}, ${hasData(index) ? '{ data: { capacity: 4 } }' : `'Refusal ${index % constants}.'`})`

const routeOf = (index, declared) => `  app.get('/rooms/${index}/:id', {
    schema: {
      params: Type.Object({ id: Type.String() }),
      querystring: Type.Object({ page: Type.Optional(Type.Integer()), perPage: Type.Optional(Type.Integer()) }),
      response: { 200: Type.Object({ id: Type.String(), size: Type.Integer(), tags: Type.Array(Type.String()) })${declared} }
    }
  }, async (request, reply) => {
    if (request.query.page === ${index}) return ${callOf(3 * index)}
    if (request.params.id === '') return ${callOf(3 * index + 1)}
    return { id: request.params.id, size: ${index}, tags: [] }
  })`

const appOf = declare => `import type { TypeBoxTypeProvider } from 'type-provider-typebox-5'
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import * as layer from './errors.js'
const app = Fastify().withTypeProvider<TypeBoxTypeProvider>()
app.register(layer.plugin, { catalog: layer.errors })
app.register(async () => {
${Array.from({ length: routes }, (_, index) => routeOf(index, declare([3 * index, 3 * index + 1, 3 * index + 2]))).join('\n')}
})
`

const config = JSON.stringify({
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node']
  }
})

// Inside the project, so that the compiler finds its packages.
const folder = mkdtempSync(join(root, 'bench', '.types-'))
try {
  for (const [title, compiler] of Object.entries(compilers)) {
    compare(`${title}, three errors declared on each route`, join(root, 'node_modules', compiler), declarations)
    compare(`${title}, none declared`, join(root, 'node_modules', compiler), { 'hand-written': () => '', ours: () => '' })
  }
} finally {
  rmSync(folder, { recursive: true })
}

function compare (title, compiler, declareOf) {
  for (const [name, layer] of Object.entries(layers)) {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'tsconfig.json'), config)
    writeFileSync(join(folder, name, 'errors.ts'), layer)
    writeFileSync(join(folder, name, 'app.ts'), appOf(declareOf[name]))
  }
  const projects = { 'hand-written': 'hand-written', 'hand-written again': 'hand-written', ours: 'ours' }
  const times = Object.fromEntries(Object.keys(projects).map(variant => [variant, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [variant, project] of Object.entries(projects)) times[variant].push(compile(compiler, join(folder, project)))
  }
  const median = variant => times[variant].toSorted((one, other) => one - other)[Math.floor(rounds / 2)]
  console.log(`\n${title}: ${constants} constants, ${routes} routes, median of ${rounds} rounds`)
  console.table(Object.fromEntries(Object.keys(projects).map(variant => [variant, {
    'CPU s': Number(median(variant).toFixed(2)), ratio: Number((median(variant) / median('hand-written')).toFixed(2))
  }])))
}

/** The CPU seconds in user mode, as the shell measures them for its children. */
function compile (compiler, project) {
  const command = ['-c', 'TIMEFORMAT=%U; time "$@"', 'time', process.execPath, compiler, '--project', project]
  const { status, stdout, stderr } = spawnSync('bash', command, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout.slice(0, 2000))
  return Number(stderr.trim().split('\n').at(-1))
}

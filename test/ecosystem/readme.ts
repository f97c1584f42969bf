import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { catalog } from '../../lib/index.js'
import { toMarkdown } from '../../lib/reference/index.js'
import { compile } from '../fixtures/typescript.js'

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')

interface Example {
  readonly name: string
  readonly code: string
  /** The requests and responses that the README shows below the code. */
  readonly exchanges: readonly Exchange[]
}

interface Exchange {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly status: number
  readonly body: unknown
}

/** Blocks are separated by blank lines: a request line with headers and body, then a status line with the answer. */
function parseExchanges (text: string): Exchange[] {
  const blocks = text.trim().split(/\n\n/)
  return blocks.flatMap((block, index) => {
    const [line = '', ...lines] = block.split('\n')
    const headers = Object.fromEntries(lines.filter(isHeader).map(header => header.split(': ')))
    const payload = lines.filter(other => !isHeader(other))
    const [status = '', ...answer] = (blocks[index + 1] ?? '').split('\n')
    const [method = '', url = ''] = line.split(' ')
    return index % 2 === 1 ? [] : [{ method, url, headers, payload: payload.join('\n'), status: Number(status), body: JSON.parse(answer.join('\n')) }]
  })
}

const isHeader = (line: string) => /^[a-z-]+: /.test(line)

const examples: readonly Example[] = Array.from(
  readme.matchAll(/```ts\n(?<code>[^]*?)```\n(?:\n(?:[^`\n]*:\n\n)?```http\n(?<http>[^]*?)```)?/g),
  ({ groups: { code = '', http = '' } = {} }, index) => ({ name: `example-${index + 1}`, code, exchanges: http === '' ? [] : parseExchanges(http) })
)

// Inside the package's own folder, so that its name resolves as it does for a user.
const folder = t.testdir(Object.fromEntries([
  ...examples.map(({ name, code }) => [`${name}.ts`, code.includes('const app') ? `${code}\nexport default app\n` : code]),
  ['tsconfig.json', JSON.stringify({
    extends: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)), compilerOptions: { noEmit: true, rootDir: '/', types: ['node'] }, include: ['.']
  })]
]))

t.test('the README has examples with the answers that they give', async t => {
  t.ok(examples.length >= 9)
  t.ok(examples.filter(({ exchanges }) => exchanges.length > 0).length >= 8)
})

const registers = ({ code }: Example) => code.includes('interface Register')

// Merging a catalog into Register types the whole program.
for (const [subject, program] of [
  ['each example of the README', examples.filter(example => !registers(example))],
  ['the example of the README that registers a catalog', examples.filter(registers)]
] as const) {
  t.test(`${subject} compiles`, async t => {
    const files = program.map(({ name }) => `${name}.ts`)
    const config = join(folder, `of-${files[0]}.json`)
    await writeFile(config, JSON.stringify({ extends: './tsconfig.json', include: [], files }))

    // The declarations of other packages, which take most of the time, are checked by the faster of the compilers.
    const [oldest, newest] = await Promise.all([
      compile(config, { compiler: 'typescript', options: ['--skipLibCheck'] }),
      compile(config, { compiler: 'typescript-newest' })
    ])

    t.equal(oldest, '')
    t.equal(newest, '')
  })
}

for (const { name, exchanges } of examples) {
  t.test(`${name} of the README runs and answers as shown`, async t => {
    const { default: app } = await import(pathToFileURL(join(folder, `${name}.ts`)).href) as { default?: FastifyInstance }
    if (app !== undefined) t.teardown(() => app.close())

    for (const { method, url, headers, payload, status, body } of exchanges) {
      const json = payload === '' ? {} : { 'content-type': 'application/json' }
      const response = await app?.inject({ method: method as 'GET', url, headers: { ...headers, ...json }, ...(payload !== '' && { payload }) })

      t.equal(response?.statusCode, status)
      t.same(response?.json(), body, `${method} ${url} ${payload}`)
    }
  })
}

t.test("the README's table of constants is the catalog's", async t => {
  const [, table] = /<!-- catalog -->\n\n([^]*?)\n<!-- \/catalog -->/.exec(readme) ?? []

  t.equal(table, toMarkdown(catalog))
})

t.test('the README names every option', async t => {
  for (const option of ['catalog', 'notFound', 'mapError', 'validation', 'translate', 'problemDetails', 'requestId', 'documentation']) {
    t.match(readme, new RegExp(`^\\| \`${option}\` \\|`, 'm'))
  }
})

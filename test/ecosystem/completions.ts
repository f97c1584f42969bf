/** What an editor offers inside `reply.apiError(…)`: asked of TypeScript's own language service. */
import t from 'tap'
import ts from 'typescript'

const fileName = new URL('completions-of-a-user.ts', import.meta.url).pathname

/** The strings that are offered where the text has `|`, between quotes. */
function completionsIn (text: string): string[] {
  const position = text.indexOf('|')
  const source = text.replace('|', '')
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, strict: true, skipLibCheck: true, types: []
  }
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [fileName],
    getScriptVersion: () => '1',
    getScriptSnapshot: name => {
      const found = name === fileName ? source : ts.sys.readFile(name)
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found)
    },
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    fileExists: name => name === fileName || ts.sys.fileExists(name),
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath
  })
  return service.getCompletionsAtPosition(fileName, position, {})?.entries.map(({ name }) => name) ?? []
}

const route = (call: string) => `
import Fastify from 'fastify'
import { catalog } from 'fastify-api-error'
Fastify().get('/', { schema: { response: { ...catalog.responses('invalid_token', 'fetch_error') } } },
  async (request, reply) => ${call})
`

t.test('the constants that a route declares are offered, and no others', async t => {
  t.strictSame(completionsIn(route("reply.apiError('|')")).sort(), ['fetch_error', 'invalid_token'])
})

t.test('the known messages of the constant are offered', async t => {
  t.strictSame(completionsIn(route("reply.apiError('invalid_token', '|')")), ['`token` is invalid.'])
})

t.test('the known messages are offered inside a detail too', async t => {
  t.strictSame(completionsIn(route("reply.apiError('invalid_token', { message: '|' })")), ['`token` is invalid.'])
})

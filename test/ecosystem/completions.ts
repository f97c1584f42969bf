/** The completions that an editor offers inside `reply.apiError(…)`: asked of TypeScript's own language service. */
import t from 'tap'
import ts from 'typescript'

const fileName = new URL('completions-of-a-user.ts', import.meta.url).pathname

/** One program for all tests, since reading the types of Fastify takes most of the time; `|` is the place of the cursor. */
const calls = {
  constant: "reply.apiError('|')",
  message: "reply.apiError('invalid_token', '|')",
  messageOfDetail: "reply.apiError('invalid_token', { message: '|' })"
}
const text = `
import Fastify from 'fastify'
import { catalog } from 'fastify-api-error'
const schema = { response: { ...catalog.responses('invalid_token', 'fetch_error') } }
const app = Fastify()
${Object.values(calls).map(call => `app.get('/', { schema }, async (request, reply) => ${call})`).join('\n')}
`
const source = text.replaceAll('|', '')

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

/** The strings that are offered at the cursor of the call. */
function completionsIn (call: keyof typeof calls): string[] {
  const cursors = Array.from(text.matchAll(/\|/g), ({ index }, nth) => index - nth)
  const position = cursors[Object.keys(calls).indexOf(call)] ?? 0
  return service.getCompletionsAtPosition(fileName, position, {})?.entries.map(({ name }) => name) ?? []
}

t.test('the constants that a route declares are offered, and no others', async t => {
  t.strictSame(completionsIn('constant').sort(), ['fetch_error', 'invalid_token'])
})

t.test('the known messages of the constant are offered', async t => {
  t.strictSame(completionsIn('message'), ['`token` is invalid.'])
})

t.test('the known messages are offered inside a detail too', async t => {
  t.strictSame(completionsIn('messageOfDetail'), ['`token` is invalid.'])
})

/** The public surface on one screen: every name that each subpath exports. A name that comes or goes shows here. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'

interface Surface {
  readonly values: readonly string[]
  readonly types: readonly string[]
}

const surfaces: Readonly<Record<string, Surface>> = {
  '.': {
    values: [
      'ApiError', 'ApiErrorEventSchema', 'catalog', 'default', 'defineCatalog', 'documentErrors', 'fastifyApiError', 'isApiError',
      'serverOptions', 'toApiErrorEvent'
    ],
    types: [
      'AnyCatalog', 'ApiErrorEvent', 'ApiErrorIssue', 'ApiErrorOptions', 'ApiErrorServerOptions', 'Catalog', 'CatalogEntries',
      'CatalogEntry', 'DataSchema', 'DocumentErrorsOptions', 'DocumentInput', 'EntriesOf', 'ErrorDetail', 'ErrorHeaders',
      'GenericConstant', 'IssueLocation', 'IssueParam', 'Register', 'RegisteredCatalog', 'ResolvedEntry', 'ToApiErrorEventOptions',
      'TranslateContext'
    ]
  },
  './client': {
    values: ['isApiErrorEvent', 'readApiErrorEvent'],
    types: ['ApiErrorEvent', 'ApiErrorIssue', 'Register', 'ResponseLike']
  },
  './opentelemetry': { values: ['recordErrors'], types: ['RecordErrorsOptions'] },
  './reference': { values: ['default', 'errorReference', 'toMarkdown'], types: ['ErrorReferenceOptions', 'MarkdownOptions'] },
  './types': {
    values: [],
    types: [
      'AllEntries', 'ApiErrorReply', 'CallTables', 'ConstantsWithoutData', 'DeclaredErrors', 'DeclaredSet', 'DetailFor', 'DetailOf',
      'DetailParts', 'DetailWithData', 'DetailWithoutData', 'ErrorResponses', 'GenericEntries', 'InferredEntries', 'InferredEntry',
      'KnownMessage', 'Merged', 'MessageLike', 'MessageOrDetail', 'NothingElse', 'OwnTransforms', 'ResolvedFrom', 'TransformInput',
      'TransformResult'
    ]
  }
}

const root = new URL('../../', import.meta.url)
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { exports: Record<string, { default?: string }> }
const sourceOf = (subpath: string) => fileURLToPath(new URL(exports[subpath]?.default?.replace('./dist/', 'lib/').replace(/\.js$/, '.ts') ?? '', root))

t.test('the package has these subpaths', async t => {
  t.same(Object.keys(exports).filter(subpath => subpath !== './package.json').sort(), Object.keys(surfaces).sort())
})

const { options } = ts.parseJsonConfigFileContent({ extends: './tsconfig.json' }, ts.sys, fileURLToPath(root))
const program = ts.createProgram(Object.keys(surfaces).map(sourceOf), { ...options, noEmit: true })
const checker = program.getTypeChecker()

/** Follows a re-export to its declaration, since only that says if the name is a type. */
function isType (symbol: ts.Symbol): boolean {
  const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const isTypeOnly = symbol.declarations?.some(node => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly)) ?? false
  return isTypeOnly || (declared.flags & ts.SymbolFlags.Value) === 0
}

for (const [subpath, { values, types }] of Object.entries(surfaces)) {
  t.test(`${subpath} exports these names`, async t => {
    const file = program.getSourceFile(sourceOf(subpath))
    const module = file && checker.getSymbolAtLocation(file)
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module)

    t.same(symbols.filter(isType).map(({ name }) => name).sort(), types)
    t.same(symbols.filter(symbol => !isType(symbol)).map(({ name }) => name).sort(), values)
  })

  t.test(`${subpath} gives these values at run time`, async t => {
    t.same(Object.keys(await import(sourceOf(subpath)) as object).sort(), values)
  })
}

import { readdirSync } from 'node:fs'
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import regexp from 'eslint-plugin-regexp'
import neostandard from 'neostandard'

const base = ['limits.ts', 'untrusted', 'event', 'catalog']
const schemas = [...base, 'options.ts', 'json-schema']

/** The layers of lib/: what a room may import, besides itself. CONTRIBUTING.md draws them. */
const layers = {
  'limits.ts': [],
  untrusted: ['limits.ts'],
  event: ['limits.ts', 'untrusted'],
  catalog: ['limits.ts', 'untrusted', 'event'],
  'options.ts': base,
  'json-schema': [...base, 'options.ts'],
  validation: schemas,
  mapping: [...schemas, 'validation'],
  response: [...schemas, 'validation', 'mapping'],

  routes: schemas,
  openapi: [...schemas, 'routes'],
  reference: [...schemas, 'routes'],

  'client.ts': base,
  'opentelemetry.ts': ['untrusted', 'event']
}

/** These connect the rooms, so they may import any of them. */
const top = new Set(['plugin.ts', 'server-options.ts', 'fastify-types.ts', 'types.ts', 'index.ts'])

// A room that the table lacks may import nothing, so that nobody forgets to add it.
const zones = readdirSync(new URL('lib', import.meta.url)).filter(name => !top.has(name)).map(name => ({
  target: `lib/${name}`,
  from: 'lib',
  except: [name, ...layers[name] ?? []],
  message: `lib/${name} may import only these: ${layers[name]?.join(', ') || 'none'}. See the layers in eslint.config.js.`
}))

export default [
  ...neostandard({ ts: true, ignores: ['dist/', '.tap/'] }),
  {
    // In tests, a table has one row per line.
    ignores: ['test/**', 'example/test/**', 'example/soak/**'],
    rules: {
      '@stylistic/max-len': ['error', { code: 130, ignoreTemplateLiterals: true, ignoreUrls: true, ignoreRegExpLiterals: true }]
    }
  },
  {
    files: ['lib/**'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      // Imports name the compiled file.
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })]
    },
    rules: {
      // Ignores `import type`. Between rooms, the layers leave no cycle of types either.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', {
        basePath: import.meta.dirname,
        zones: [...zones, { target: 'lib', from: 'lib/index.ts', message: 'index.ts only exports; import the file itself.' }]
      }]
    }
  },
  {
    // Browsers load the client alone.
    files: ['lib/client.ts'],
    rules: {
      'no-restricted-syntax': ['error', {
        selector: ':matches(ImportDeclaration[importKind!="type"], ExportNamedDeclaration[source][exportKind!="type"], ' +
          'ExportAllDeclaration[exportKind!="type"], ImportExpression)',
        message: 'The client imports types only.'
      }]
    }
  },
  {
    // What clients send meets these patterns: none may take longer than linear time.
    files: ['lib/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { ignoreSticky: false }]
    }
  },
  {
    // Merging into an interface repeats its type parameters, used or not.
    files: ['lib/fastify-types.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' }
  }
]

import regexp from 'eslint-plugin-regexp'
import neostandard from 'neostandard'

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

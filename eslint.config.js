import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['dist/', '.tap/'] }),
  {
    // In tests, a table has one row per line.
    ignores: ['test/**'],
    rules: {
      '@stylistic/max-len': ['error', { code: 130, ignoreTemplateLiterals: true, ignoreUrls: true, ignoreRegExpLiterals: true }]
    }
  },
  {
    // Merging into an interface repeats its type parameters, used or not.
    files: ['lib/augment.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' }
  }
]

/**
 * Compiles TypeScript as tests import it, with esbuild: which takes less time than tap's own compiler.
 *
 * Types are checked by `npm run typecheck`. TAP_TYPE_STRIP_ONLY, in package.json, is why tap does not load its own compiler;
 * with coverage it does, since tap reads the source maps of that one.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

// Node loads this file again, in a thread of its own, for its hooks.
if (isMainThread && process.env.TAP_DISABLE_COVERAGE === '1') register(import.meta.url)

/** Sources import each other by the names of the compiled files. */
export async function resolve (specifier, context, next) {
  if (!specifier.startsWith('.') || !isSource(context.parentURL)) return next(specifier, context)

  const url = new URL(specifier.replace(/\.js(?=$|\?)/, '.ts'), context.parentURL)
  return existsSync(url) ? { url: url.href, format: 'module', shortCircuit: true } : next(specifier, context)
}

export async function load (url, context, next) {
  if (!isSource(url)) return next(url, context)

  // The main thread does without it.
  const { transform } = await import('esbuild')
  const path = fileURLToPath(url)
  const { code } = await transform(await readFile(path, 'utf8'), {
    loader: 'ts', format: 'esm', target: 'es2022', sourcefile: path, sourcemap: 'inline'
  })
  return { format: 'module', source: code, shortCircuit: true }
}

function isSource (url = '') {
  return /^file:[^?]*\.ts(?:$|\?)/.test(url) && !url.includes('/node_modules/')
}

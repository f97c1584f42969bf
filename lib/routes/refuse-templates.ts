/**
 * Refuses `errorMessage` texts with templates at start-up. Only a validator with ajv-errors evaluates them, and whether the app
 * has loaded that is known once its validators are built.
 */
import type { FastifyInstance, RouteOptions } from 'fastify'
import { templatesIn } from '../json-schema/error-message-templates.js'
import { describeValue } from '../untrusted/describe-value.js'
import { readProperty } from '../untrusted/read.js'

const parts = ['params', 'querystring', 'query', 'headers', 'body'] as const

/** @throws {TypeError} At ready: names each text, its place and what to do instead. */
export function refuseTemplates (fastify: FastifyInstance): void {
  const scopes = new Set([fastify])
  const faultsByScope = new Map<FastifyInstance, string[]>()
  const add = (scope: FastifyInstance, owner: string, schema: unknown) => {
    const faults = templatesIn(schema).map(({ pointer, text }) => `${owner} has ${describeValue(text)} at ${pointer}`)
    if (faults.length > 0) faultsByScope.set(scope, [...faultsByScope.get(scope) ?? [], ...faults])
  }

  fastify.addHook('onRoute', function (this: FastifyInstance, { method, url, schema }: RouteOptions) {
    scopes.add(this)
    for (const part of parts) add(this, `the ${part} schema of ${[method].flat().join('|')} ${url}`, readProperty(schema, part))
  })
  fastify.addHook('onReady', async () => {
    const seen = new Set<unknown>()
    for (const scope of scopes) {
      for (const [id, schema] of Object.entries(scope.getSchemas())) {
        if (!seen.has(schema)) add(scope, `the shared schema '${id}'`, schema)
        seen.add(schema)
      }
    }
    const faults = [...faultsByScope].flatMap(([scope, texts]) => evaluatesTemplates(scope) ? [] : texts)
    if (faults.length > 0) throw new TypeError(`fastify-api-error: ${faults.join('; ')}. ${cure}`)
    scopes.clear()
    faultsByScope.clear()
  })
}

const cure = 'A template in an errorMessage quotes what the client sent, and is not evaluated; ' +
  'write the text without it, or load ajv-errors in your own Ajv.'

/** True if a validator of the scope has ajv-errors: it then reports a failure under the keyword `errorMessage`. */
function evaluatesTemplates ({ validatorCompiler }: FastifyInstance): boolean {
  try {
    const schema = { type: 'string', errorMessage: 'probe' }
    const validate = validatorCompiler?.({ schema, method: 'POST', url: '/', httpPart: 'body' })
    validate?.([])
    return readProperty(readProperty(readProperty(validate, 'errors'), 0), 'keyword') === 'errorMessage'
  } catch {
    return false
  }
}

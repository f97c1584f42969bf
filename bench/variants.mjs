/**
 * The ways to answer an error, each used as its README says. A process loads only the one that it measures.
 *
 * `options` returns the options of Fastify's constructor. `install` adds the error layer. `refusal` creates the error that a
 * handler throws for a missing room. `refuse` answers without throwing. `route` contains further options of each route.
 */
const [major, minor] = process.versions.node.split('.').map(Number)

/** The limit: code that is written for exactly these answers and does nothing else. */
async function hand () {
  const issue = { type: 'object', properties: textMembers('in', 'pointer', 'keyword', 'message') }
  const event = {
    type: 'object',
    properties: {
      ...textMembers('constant', 'message'), code: { type: 'integer' }, issues: { type: 'array', items: issue }
    }
  }
  const constantByCode = { 404: 'resource_not_found', 409: 'conflict', 500: 'internal_server_error' }

  return {
    options: ajv => ({ ajv }),
    install (app) {
      app.setSchemaErrorFormatter(() => new Refusal())
      app.setErrorHandler((error, request, reply) => {
        const code = error.statusCode ?? 500
        const isFailure = code >= 500
        if (isFailure) request.log.error(error)
        return reply.code(code)
          .send({ constant: constantByCode[code], code, message: isFailure ? 'Internal Server Error' : error.message })
      })
      app.setNotFoundHandler((request, reply) => reply.code(404)
        .send({ constant: 'resource_not_found', code: 404, message: `Route ${request.method} ${request.url} not found` }))
    },
    refusal: () => new Refusal(404, 'Room not found.'),
    refuse (reply) {
      reply.log.info({ constant: 'resource_not_found', code: 404 }, 'Room not found.')
      return reply.code(404).send({ constant: 'resource_not_found', code: 404, message: 'Room not found.' })
    },
    route: { attachValidation: true, response: { 400: event, 404: event, 409: event, 422: event, 500: event } }
  }
}

/** Fastify takes this for an Error. It is created without V8's constructor, which captures the stack. */
class Refusal {
  constructor (statusCode, message) {
    this.statusCode = statusCode
    this.message = message
  }

  static {
    Object.setPrototypeOf(this.prototype, Error.prototype)
  }
}

const textMembers = (...names) => Object.fromEntries(names.map(name => [name, { type: 'string' }]))

async function ours ({ constants = 0 }) {
  const { catalog: documented, fastifyApiError, serverOptions } = await import('fastify-api-error')
  const entries = Array.from({ length: constants }, (_, index) => [`refusal_${index}`, {
    code: 400 + index % 30,
    title: `Refusal ${index}.`,
    description: 'One of many.',
    messages: [`Refusal ${index}.`]
  }])
  const catalog = documented.extend(Object.fromEntries(entries))
  return {
    options: ajv => serverOptions({ ajv }),
    install: app => app.register(fastifyApiError, { catalog }),
    refusal: () => catalog.error('resource_not_found', 'Room not found.'),
    refuse: reply => reply.apiError('resource_not_found', 'Room not found.'),
    declare: () => catalog.responses('invalid_params', 'resource_not_found')
  }
}

/** No error layer. */
async function fastify () {
  const refusal = () => Object.assign(new Error('Room not found.'), { statusCode: 404 })
  return { options: ajv => ({ ajv }), install () {}, refusal, refuse: reply => reply.send(refusal()) }
}

async function sensible () {
  const { default: fastifySensible, httpErrors } = await import('@fastify/sensible')
  return {
    options: ajv => ({ ajv }),
    install: app => app.register(fastifySensible),
    refusal: () => httpErrors.notFound('Room not found.'),
    refuse: reply => reply.notFound('Room not found.')
  }
}

async function error () {
  const { default: createError } = await import('@fastify/error')
  const RoomNotFound = createError('ROOM_NOT_FOUND', 'Room not found.', 404)
  const refusal = () => new RoomNotFound()
  return { options: ajv => ({ ajv }), install () {}, refusal, refuse: reply => reply.send(refusal()) }
}

async function enhanced () {
  const { default: httpErrorsEnhanced } = await import('fastify-http-errors-enhanced')
  const { NotFoundError } = await import('http-errors-enhanced')
  const refusal = () => new NotFoundError('Room not found.')
  return {
    options: ajv => ({ ajv }),
    install: app => app.register(httpErrorsEnhanced),
    refusal,
    refuse: reply => reply.send(refusal())
  }
}

/** The ratio between the two copies of the hand-written variant is the noise of the run. */
export const variants = { hand, 'hand again': hand, ours, fastify, sensible, error, enhanced }

export const titles = {
  hand: 'hand-written',
  'hand again': 'hand-written, again',
  ours: 'fastify-api-error',
  fastify: 'Fastify, no error layer',
  sensible: '@fastify/sensible',
  error: '@fastify/error',
  enhanced: 'fastify-http-errors-enhanced'
}

/** False if this Node is older than the `engines` of the package require. */
export const isSupported = variant => variant !== 'enhanced' || major > 22 || (major === 22 && minor >= 21)

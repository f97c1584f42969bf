/** Who may call: a JSON Web Token, checked before anything else is looked at. */
import type { FastifyJWTOptions, JWT } from '@fastify/jwt'
import type { FastifyRequest } from 'fastify'
import { catalog } from 'fastify-api-error'

/** Signs and accepts HS256 only: a token cannot choose how it is checked. */
export function jwtOptions (secret: string): FastifyJWTOptions {
  return {
    secret,
    sign: { algorithm: 'HS256', expiresIn: '1d' },
    verify: { algorithms: ['HS256'], extractToken }
  }
}

/** The header is the token itself, or `Bearer` and the token. */
function extractToken ({ headers }: FastifyRequest): string | undefined {
  return headers.authorization?.replace(/^Bearer +/i, '')
}

/** A token that opens the whole API for a day. */
export function createToken (jwt: JWT): string {
  return jwt.sign({ apikey: 'rooms-example', permissions: ['allow_join'], version: 2, roles: ['crawler'] })
}

/**
 * onRequest hook of the version 2 API.
 *
 * It throws, which ends the hook on the spot. `reply.apiError` would stop the request too, but not the hook's own code.
 */
export async function requireCrawler (request: FastifyRequest): Promise<void> {
  const { version, roles } = await claimsOf(request)
  if (version !== 2) {
    throw catalog.error('unauthorized_token', 'Unauthorised access to V2 API, please provide valid payload version.')
  }
  // Not roles.includes() on whatever it is: the text 'noncrawler' includes the role too.
  if (!Array.isArray(roles) || !roles.includes('crawler')) {
    throw catalog.error('unauthorized_token', 'Your role must be a CRAWLER in token payload to use V2 API.')
  }
}

/** The signature vouches for who wrote the payload, not for its shape. */
interface Claims {
  readonly version?: unknown
  readonly roles?: unknown
}

async function claimsOf (request: FastifyRequest): Promise<Claims> {
  try {
    return { ...await request.jwtVerify<Claims>() }
  } catch {
    // Missing, forged, expired or garbage: the caller learns no more than that.
    throw catalog.error('invalid_token', '`token` is invalid.')
  }
}

/** Authorization by a JSON Web Token, which is checked before anything else. */
import type { FastifyJWTOptions, JWT } from '@fastify/jwt'
import type { FastifyRequest } from 'fastify'
import { catalog } from 'fastify-api-error'

/** Signs and accepts only HS256, so that a token cannot choose how it is checked. */
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

/** A token that is valid for the whole API for a day. */
export function createToken (jwt: JWT): string {
  return jwt.sign({ apikey: 'rooms-example', permissions: ['allow_join'], version: 2, roles: ['crawler'] })
}

/**
 * onRequest hook of the version 2 API.
 *
 * Throws, which ends the hook immediately. `reply.apiError` would stop the request too, but not the hook's own code.
 */
export async function requireCrawler (request: FastifyRequest): Promise<void> {
  const { version, roles } = await claimsOf(request)
  if (version !== 2) {
    throw catalog.error('unauthorized_token', 'Unauthorised access to V2 API, please provide valid payload version.')
  }
  // Checks for an array first, because the string 'noncrawler' includes the role too.
  if (!Array.isArray(roles) || !roles.includes('crawler')) {
    throw catalog.error('unauthorized_token', 'Your role must be a CRAWLER in token payload to use V2 API.')
  }
}

/** The signature guarantees the author of the payload, not its shape. */
interface Claims {
  readonly version?: unknown
  readonly roles?: unknown
}

async function claimsOf (request: FastifyRequest): Promise<Claims> {
  try {
    return { ...await request.jwtVerify<Claims>() }
  } catch {
    // The answer is the same for a missing, forged, expired or unreadable token.
    throw catalog.error('invalid_token', '`token` is invalid.')
  }
}

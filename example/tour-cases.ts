/**
 * The requests of the tour. Together, they provoke every documented message.
 *
 * A case contains its request and no expectation: the tour compares the answers with the catalog.
 */
import type { JWT } from '@fastify/jwt'
import { createToken } from './auth.js'
import { demo } from './store/demo.js'

export interface TourCase {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
  /** @default 'valid' */
  readonly token?: TokenName
}

export type TokenName = 'valid' | 'none' | 'forged' | 'expired' | 'old version' | 'no role'

const { roomId, sessionId, participantId } = demo
const nobodys = 'zzzz-zzzz-zzzz'
const layout = { type: 'GRID', priority: 'SPEAKER', gridSize: 9 }
const output = { streamKey: 'my-stream-key', url: 'rtmp://live.example.com/app' }

const get = (path: string, token?: TokenName): TourCase => ({ method: 'GET', path, ...(token !== undefined && { token }) })
const post = (path: string, body: object): TourCase => ({ method: 'POST', path, body })
const livestream = (body: object) =>
  post('/v2/livestreams/start', { roomId, outputs: [output], config: { layout }, ...body })
const withLayout = (members: object) => livestream({ config: { layout: { ...layout, ...members } } })

export const cases: readonly TourCase[] = [
  get('/v2/rooms', 'none'),
  get('/v2/rooms', 'forged'),
  get('/v2/rooms', 'expired'),
  get('/v2/rooms', 'old version'),
  get('/v2/rooms', 'no role'),

  post('/v2/rooms', { region: 'moon1' }),
  get(`/v2/rooms/${nobodys}`),
  get('/v2/rooms/validate/not-a-room'),
  get(`/v2/rooms/validate/${nobodys}`),

  get(`/v2/sessions/${nobodys}`),
  get(`/v2/sessions/${nobodys}/participants/active`),
  post('/v2/sessions/end', {}),
  post('/v2/sessions/end', { roomId: 'not-a-room' }),
  post('/v2/sessions/end', { roomId: nobodys }),
  post('/v2/sessions/participants/remove', { roomId }),

  post('/v2/recordings/start', { config: { layout } }),
  post('/v2/recordings/start', { roomId, config: {} }),
  get(`/v2/recordings/${nobodys}`),

  post('/v2/hls/start', { roomId, config: {} }),
  get(`/v2/hls/${nobodys}`),

  livestream({ outputs: undefined }),
  livestream({ outputs: [] }),
  livestream({ outputs: [{ url: output.url }] }),
  livestream({ outputs: [{ streamKey: output.streamKey }] }),
  livestream({ config: {} }),
  withLayout({ type: 'CIRCLE' }),
  withLayout({ priority: 'LOUDEST' }),
  withLayout({ gridSize: 0 }),
  withLayout({ gridSize: 26 })
]

/** Valid requests, which the API cannot answer if its store fails. */
export const casesOfFailingStore: readonly TourCase[] = [
  get('/v2/rooms'),
  get('/v2/sessions'),
  get(`/v2/sessions/${sessionId}/participants/active`),
  post('/v2/sessions/participants/remove', { participantId, roomId }),
  post('/v2/sessions/end', { roomId }),
  get('/v2/recordings')
]

/** The value of the Authorization header, by name. */
export function createTokens (jwt: JWT): Readonly<Record<TokenName, string | undefined>> {
  const valid = createToken(jwt)
  const claims = { apikey: 'tour', permissions: [], version: 2, roles: ['crawler'] }
  return {
    valid,
    none: undefined,
    forged: jwt.sign(claims, { key: 'the secret of somebody else' }),
    // Issued in 1970, valid for a day.
    expired: jwt.sign({ ...claims, iat: 1 }),
    'old version': jwt.sign({ ...claims, version: 1 }),
    'no role': jwt.sign({ ...claims, roles: ['rtc'] })
  }
}

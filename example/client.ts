/**
 * `npm run client -- <address> <token> [roomId]`: a caller of the Rooms API that handles each error.
 *
 * Imports only types of the server: those of its catalog.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { catalog } from 'fastify-api-error'
import { readApiErrorEvent, type ApiErrorEvent } from 'fastify-api-error/client'

type RoomsError = ApiErrorEvent<typeof catalog>

const [address = 'http://127.0.0.1:3000', token = '', roomId = 'demo-room-abcd'] = process.argv.slice(2)
console.log(await validateRoom(roomId))

async function validateRoom (id: string, attempts = 3): Promise<string> {
  const response = await fetch(new URL(`/v2/rooms/validate/${encodeURIComponent(id)}`, address), { headers: { authorization: token } })
  if (response.ok) return `${id} is a room.`

  const event = await readApiErrorEvent<typeof catalog>(response)
  // The answer is not from the API but, for example, from a proxy in front of it.
  if (event === undefined) return `The server answered ${response.status}, and nothing that explains it.`
  if (event.constant === 'fetch_error' && attempts > 1) {
    await sleep(1000)
    return validateRoom(id, attempts - 1)
  }
  return advice(event)
}

function advice (event: RoomsError): string {
  switch (event.constant) {
    case 'invalid_params':
    case 'invalid_object': return (event.issues ?? [event]).map(({ message }) => `Correct the request: ${message}`).join('\n')
    case 'invalid_token': return 'Create a new token, and pass it as the second argument.'
    case 'unauthorized_token': return `Create a token with the right payload: ${event.message}`
    case 'resource_not_found': return `There is no room ${roomId}.`
    case 'fetch_error': return 'The service cannot reach its data; try again later.'
    // A newer server can have more constants.
    default: return `${event.message} (${event.constant}, ${event.code})`
  }
}

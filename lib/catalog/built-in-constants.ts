/** The entries of the built-in catalog. */
import type { CatalogEntries } from './catalog-entry.js'

/**
 * The constants of a video-meeting API's error document, with every message that it lists.
 *
 * Clients match on the messages, so they are verbatim, including the spelling `PartcipantId`. A constant is never reused
 * for another meaning. Retired constants: none.
 */
export const builtInEntries = {
  invalid_params: {
    code: 400,
    title: 'A parameter is invalid.',
    description: 'A parameter in the path, query string, headers or at the top level of the request body is missing ' +
      'or has a value that the call does not take. Correct the parameter that the message names and send the request ' +
      'again.',
    messages: [
      'Please provide a valid `roomId` in body params.',
      '`PartcipantId` is required in request body.',
      '`RoomId` is invalid.',
      "'region' field is invalid."
    ]
  },
  invalid_token: {
    code: 401,
    title: '`token` is invalid.',
    description: 'The Authorization header carries no token, or one that is malformed, expired or signed with another ' +
      'secret. Create a new token and send the request again.',
    messages: ['`token` is invalid.']
  },
  unauthorized_token: {
    code: 403,
    title: 'The token does not allow this call.',
    description: 'The token is genuine, but its payload lacks the version or the role that the call asks for. Create a ' +
      'token with the payload that the message names.',
    messages: [
      'Unauthorised access to V2 API, please provide valid payload version.',
      'Your role must be a CRAWLER in token payload to use V2 API.'
    ]
  },
  resource_not_found: {
    code: 404,
    title: 'Resource not found.',
    description: 'Nothing exists under the id or path of the request, or it has ended. Check the id; list the ' +
      'resources to see which ones exist.',
    messages: [
      'Room not found.',
      'Room Recording not found.',
      'Session not found.',
      'HLS not found.',
      'No active participants found.'
    ]
  },
  fetch_error: {
    code: 406,
    title: 'The data could not be fetched.',
    description: 'The request was valid, but the service could not reach the data behind it. Send the request ' +
      'again later.',
    messages: [
      'Failed to get session details.',
      'Unable to fetch rooms.',
      'Unable to list Room Recordings.',
      'Failed to get Active participant List.',
      'Failed to end session.',
      'Failed to remove participant from session.'
    ]
  },
  invalid_object: {
    code: 422,
    title: 'An object in the request body is invalid.',
    description: 'An object or array inside the request body is missing, or one of its members violates a rule. Correct ' +
      'the member that the message names and send the request again.',
    messages: [
      'Please provide streamKey.',
      'Please provide streamUrl.',
      'Please provide layout under config object.',
      'Please provide outputs.',
      'layout.type must be SPOTLIGHT, SIDEBAR or GRID.',
      'layout.priority must be SPEAKER or PIN.',
      'grid Size must be a positive number.',
      'grid Size must be ≤ 25.'
    ]
  }
} as const satisfies CatalogEntries

/**
 * The generic constants: one per HTTP status, in every catalog.
 *
 * They are the reason phrases of RFC 9110, section 15, and of the IANA HTTP Status Code Registry, in snake case. 413 keeps
 * its phrase from before RFC 9110, by which clients and @fastify/sensible know it.
 */
const phraseByCode = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  510: 'Not Extended',
  511: 'Network Authentication Required'
} as const

type PhraseByCode = typeof phraseByCode
type SnakeCase<Phrase extends string> = Phrase extends `${infer Head} ${infer Tail}`
  ? `${Lowercase<Head>}_${SnakeCase<Tail>}`
  : Lowercase<Phrase>

/** The name of a generic constant, such as `'conflict'` or `'too_many_requests'`. */
export type GenericConstant = SnakeCase<PhraseByCode[keyof PhraseByCode]>

/** The generic constants with their entries. The title is the reason phrase; there are no known messages. */
export type GenericEntries = {
  readonly [Code in keyof PhraseByCode as SnakeCase<PhraseByCode[Code]>]: {
    readonly code: Code
    readonly title: PhraseByCode[Code]
    readonly description: string
    readonly messages: readonly []
  }
}

const constantByCode = new Map<number, GenericConstant>()

/** The entries by constant. The object has no prototype, so that a look-up finds no other names. */
export const genericEntries = Object.freeze(Object.assign(
  Object.create(null),
  Object.fromEntries(Object.entries(phraseByCode).map(([code, title]) => {
    const constant = title.toLowerCase().replaceAll(' ', '_') as GenericConstant
    constantByCode.set(Number(code), constant)
    const description = `The request was answered with HTTP status ${code} (${title}).`
    return [constant, Object.freeze({ code: Number(code), title, description, messages: Object.freeze([]) })]
  }))
)) as GenericEntries

/** The generic constant of a status; if the table lacks the status, that of its class (400 or 500). */
export function genericConstantFor (code: number): GenericConstant {
  return constantByCode.get(code) ?? (code < 500 ? 'bad_request' : 'internal_server_error')
}

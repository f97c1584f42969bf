/**
 * One constant per HTTP status, so that every catalog can name every status.
 *
 * The reason phrases of RFC 9110 §15 and of the IANA HTTP Status Code Registry; the constant is the phrase in snake
 * case. 413 keeps the phrase that it had before RFC 9110, by which clients and @fastify/sensible know it.
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

/** The name of a generic constant: `'conflict'`, `'too_many_requests'`, … */
export type GenericConstant = SnakeCase<PhraseByCode[keyof PhraseByCode]>

/** A generic constant's entry: its title is the reason phrase, and it has no messages of its own. */
export type GenericEntries = {
  readonly [Code in keyof PhraseByCode as SnakeCase<PhraseByCode[Code]>]: {
    readonly code: Code
    readonly title: PhraseByCode[Code]
    readonly description: string
    readonly messages: readonly []
  }
}

const constantByCode = new Map<number, GenericConstant>()

/** The generic constants by name. Without a prototype: only these names are found. */
export const genericEntries = Object.freeze(Object.assign(
  Object.create(null),
  Object.fromEntries(Object.entries(phraseByCode).map(([code, title]) => {
    const constant = title.toLowerCase().replaceAll(' ', '_') as GenericConstant
    constantByCode.set(Number(code), constant)
    const description = `The request was answered with HTTP status ${code} (${title}).`
    return [constant, Object.freeze({ code: Number(code), title, description, messages: Object.freeze([]) })]
  }))
)) as GenericEntries

/** The generic constant of a status; that of its class (400, 500) for a status that the table does not name. */
export function genericConstantFor (code: number): GenericConstant {
  return constantByCode.get(code) ?? (code < 500 ? 'bad_request' : 'internal_server_error')
}

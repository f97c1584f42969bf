/** The words for each format of JSON Schema and OpenAPI: what it wants and, if that is not plain, an example. */

const wordsByFormat: ReadonlyMap<unknown, string> = new Map(Object.entries({
  email: 'a valid email address',
  'idn-email': 'a valid email address',
  date: 'a date (YYYY-MM-DD)',
  'date-time': 'a date and time with offset (RFC 3339), such as 2027-05-03T09:30:00Z',
  'iso-date-time': 'a date and time (ISO 8601), such as 2027-05-03T09:30:00Z',
  time: 'a time with offset, such as 09:30:00Z',
  'iso-time': 'a time, such as 09:30:00',
  duration: 'an ISO 8601 duration, such as PT30M',
  uri: 'a URI with its scheme, such as https://example.com',
  'uri-reference': 'a URI reference',
  'uri-template': 'a URI template',
  iri: 'a URI with its scheme, such as https://example.com',
  'iri-reference': 'a URI reference',
  url: 'a URL, such as https://example.com',
  uuid: 'a UUID',
  hostname: 'a host name',
  'idn-hostname': 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  regex: 'a regular expression',
  'json-pointer': 'a JSON Pointer',
  'json-pointer-uri-fragment': 'a JSON Pointer as a URI fragment',
  'relative-json-pointer': 'a relative JSON Pointer',
  byte: 'Base64 text',
  int32: 'a 32-bit integer',
  int64: 'a 64-bit integer',
  float: 'a 32-bit floating-point number',
  double: 'a 64-bit floating-point number'
}))

export function formatPredicate (format: unknown): string {
  const words = wordsByFormat.get(format)
  if (words !== undefined) return `must be ${words}.`
  return typeof format === 'string' && format !== '' ? `must match the format ${format}.` : 'is invalid.'
}

/** The cases of failed validation. The hand-written variant creates the same issues in the handler of its route. */
import ajvErrors from 'ajv-errors'

const seats = { type: 'integer', maximum: 25 }
const tooMany = {
  keyword: 'maximum',
  ours: 'must be ≤ 25.',
  ajv: 'must be <= 25',
  enhanced: 'must be a number less than or equal to 25'
}
const noInteger = {
  keyword: 'type',
  ours: 'must be an integer.',
  ajv: 'must be integer',
  enhanced: 'must be a valid integer number'
}

export const validation = () => failedValidation({
  title: 'a failed validation, first error only',
  body: { size: 30 },
  schema: members({ size: seats }),
  faults: [{ ...tooMany, pointer: '/size' }],
  prefixOf: pointer => `\`${pointer.slice(1)}\` `
})

export const validationAll = (size = 100) => failedValidation({
  title: `a failed validation, \`allErrors\` with ${size} issues`,
  share: 0.1,
  ajv: () => ({ customOptions: { allErrors: true } }),
  isObject: true,
  body: { ids: Array.from({ length: size }, () => 'x') },
  schema: members({ ids: { type: 'array', items: { type: 'integer' } } }),
  faults: Array.from({ length: size }, (_, index) => ({ ...noInteger, pointer: `/ids/${index}` })),
  prefixOf: pointer => `ids[${pointer.slice('/ids/'.length)}] `
})

export function validationDeep (size = 20) {
  const names = Array.from({ length: size }, (_, index) => `level${index}`)
  return failedValidation({
    title: `a failed validation, ${size} levels down`,
    isObject: true,
    body: names.reduceRight((inner, name) => ({ [name]: inner }), 30),
    schema: names.reduceRight((inner, name) => members({ [name]: inner }), seats),
    faults: [{ ...tooMany, pointer: `/${names.join('/')}` }],
    prefixOf: pointer => `${pointer.split('/').slice(-2).join('.')} `
  })
}

export function validationUnion (size = 30) {
  const meant = Math.floor(size / 2)
  const branches = Array.from({ length: size }, (_, index) => ({
    ...members({ kind: { const: `kind${index}` }, size: { type: 'integer' } }), required: ['kind']
  }))
  return failedValidation({
    title: `a failed validation in one of ${size} branches`,
    ajv: () => ({ customOptions: { coerceTypes: false } }),
    body: { kind: `kind${meant}`, size: 'x' },
    schema: { type: 'object', oneOf: branches },
    faults: [{ ...noInteger, pointer: '/size' }],
    prefixOf: () => '`size` ',
    ajvMessage: [
      ...branches.map((_, index) => index === meant ? 'body/size must be integer' : 'body/kind must be equal to constant'),
      'body must match exactly one schema in oneOf'
    ].join(', ')
  })
}

export function validationMessage () {
  const text = 'A room has at most 25 seats.'
  // Fastify's documentation uses ajv-errors, which needs `allErrors`.
  const withAjvErrors = { customOptions: { allErrors: true }, plugins: [ajvErrors] }
  const ajvByVariant = { hand: { customOptions: { keywords: ['errorMessage'] } }, ours: undefined }
  return failedValidation({
    title: 'a failed validation with an `errorMessage`',
    ajv: variant => variant in ajvByVariant ? ajvByVariant[variant] : withAjvErrors,
    body: { size: 30 },
    schema: members({ size: { ...seats, errorMessage: text } }),
    faults: [{ pointer: '/size', keyword: 'maximum', ours: text, ajv: text, enhanced: `${text} (errorMessage)` }],
    prefixOf: () => ''
  })
}

function members (properties) {
  return { type: 'object', properties }
}

function failedValidation ({ title, share, ajv, isObject = false, body, schema, faults, prefixOf, ajvMessage }) {
  const [constant, code] = isObject ? ['invalid_object', 422] : ['invalid_params', 400]
  const sentenceByKeyword = Object.fromEntries(faults.map(({ keyword, ours }) => [keyword, ours]))
  const answer = items => {
    const issues = items.filter(({ keyword }) => keyword in sentenceByKeyword).map(({ instancePath, keyword }) =>
      ({ in: 'body', pointer: instancePath, keyword, message: prefixOf(instancePath) + sentenceByKeyword[keyword] }))
    return { constant, code, message: issues[0].message, issues }
  }
  const event = answer(faults.map(({ pointer, keyword }) => ({ instancePath: pointer, keyword })))
  const standard = {
    statusCode: 400,
    code: 'FST_ERR_VALIDATION',
    error: 'Bad Request',
    message: ajvMessage ?? faults.map(({ pointer, ajv }) => `body${pointer} ${ajv}`).join(', ')
  }

  return {
    title,
    share,
    ajv,
    request: { method: 'POST', path: '/rooms', body: JSON.stringify(body) },
    statuses: { hand: code, ours: code },
    status: 400,
    bodies: {
      hand: event,
      ours: event,
      fastify: standard,
      sensible: standard,
      enhanced: {
        statusCode: 400,
        error: 'Bad Request',
        message: 'One or more validations failed trying to process your request.',
        failedValidations: { body: Object.fromEntries(faults.map(fault => [fault.pointer.slice(1), fault.enhanced])) }
      }
    },
    register (app, { route: { attachValidation = false, response } = {} }) {
      const options = { attachValidation, schema: { body: schema, ...response && { response } } }
      app.post('/rooms', options, async ({ validationError }, reply) => {
        return validationError ? reply.code(code).send(answer(validationError.validation)) : 'valid'
      })
    }
  }
}

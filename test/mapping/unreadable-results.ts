import t from 'tap'
import { catalog } from '../../lib/index.js'
import { build } from '../fixtures/build.js'
import { throwingGetters } from '../fixtures/hostile-values.js'

t.test('a value that cannot be described does not hide the error if translate returns it', async t => {
  const app = await build(t, { translate: () => throwingGetters(Symbol.toStringTag) as unknown as string })
  app.get('/', async () => { throw catalog.error('resource_not_found') })

  const response = await app.inject('/')

  t.equal(response.statusCode, 404)
  t.strictSame(response.json(), { constant: 'resource_not_found', code: 404, message: 'Resource not found.' })
})

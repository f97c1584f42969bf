import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import t from 'tap'
import { build } from '../fixtures/build.js'
import { launch, noBrowser } from '../fixtures/chromium.js'

if (noBrowser !== undefined) t.plan(0, noBrowser)
else {
  t.test('in a browser, the client reads the event of a failed call, and nothing of a page that is not one', async t => {
    const { outputFiles } = await bundle({
      entryPoints: [fileURLToPath(new URL('../../lib/client.ts', import.meta.url))], bundle: true, format: 'esm', write: false
    })
    const app = await build(t)
    app.get('/client.js', (_request, reply) => reply.type('text/javascript').send(outputFiles[0]?.text))
    app.get('/', (_request, reply) => reply.type('text/html').send('<!doctype html><title>client</title>'))
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const page = await (await launch(t)).newPage()
    await page.goto(address)

    const read = await page.evaluate(async () => {
      const path = '/client.js'
      const { readApiErrorEvent } = await import(path) as typeof import('../../lib/client.js')
      return Promise.all(['/no/room', '/'].map(async url => await readApiErrorEvent(await fetch(url)) ?? 'no event'))
    })

    t.same(read, [{ constant: 'resource_not_found', code: 404, message: 'Route GET /no/room not found' }, 'no event'])
  })
}

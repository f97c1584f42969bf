/** The page in a real browser: read, filtered, by keyboard, without JavaScript, by an accessibility checker. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import t from 'tap'
import { noBrowser } from '../fixtures/chromium.js'
import { serveReference } from '../fixtures/reference-page.js'

if (noBrowser !== undefined) t.plan(0, noBrowser)
else {
  const { address, open } = await serveReference(t)

  const shown = (page: Page) => page.locator('[data-filter]:visible').evaluateAll(elements => elements.map(({ id }) => id))
  const focused = (page: Page) => page.locator(':focus').evaluate(({ id, textContent }) => id || textContent?.replace(/\s+/g, ' ').trim())

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      t.test(`in ${colorScheme}, ${width} pixels wide, an accessibility checker has nothing to say`, async t => {
        const { page } = await open(t, '/errors#room_full', { colorScheme, viewport: { width, height: 800 } })
        await page.locator('details').evaluateAll(elements => elements.forEach(element => element.setAttribute('open', '')))
        await page.evaluate(axe.source)

        const check = () => page.evaluate<AxeResults>("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })")
        const whole = await check()
        await page.fill('#filter-box', 'no such word')
        const empty = await check()

        for (const { violations, passes, incomplete } of [whole, empty]) {
          t.same(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [])
          t.same(incomplete.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [])
          t.ok(passes.some(({ id }) => id === 'color-contrast'))
        }
      })

      t.test(`in ${colorScheme}, ${width} pixels wide, nothing is wider than the page`, async t => {
        const { page } = await open(t, '/errors', { colorScheme, viewport: { width, height: 800 } })

        t.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
        t.ok(await page.locator('.side').evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth))
      })
    }
  }

  t.test('on a phone, generic constants and their meanings break between words alone', async t => {
    const { page } = await open(t, '/errors')
    const brokenAt = async (width: number) => {
      await page.setViewportSize({ width, height: 800 })
      return page.evaluate<string[]>(`(() => {
        const texts = document.createNodeIterator(document.querySelector('tbody'), NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        const broken = []
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
          for (const { 0: word, index } of text.data.matchAll(/\\S+/g)) {
            range.setStart(text, index)
            range.setEnd(text, index + word.length)
            if (range.getClientRects().length > 1) broken.push(word)
          }
        }
        return broken
      })()`)
    }

    t.same(await brokenAt(360), [])
    t.ok((await brokenAt(200)).includes('unprocessable_'))
  })

  t.test('on paper, there is nothing to click on', async t => {
    const { page } = await open(t)
    const controls = ['.skip', '.filter', 'nav', '.forms']
    for (const control of controls) t.ok(await page.locator(control).isVisible(), control)

    await page.emulateMedia({ media: 'print' })

    for (const control of controls) t.notOk(await page.locator(control).isVisible(), control)
    t.equal((await shown(page)).length, 50)
  })

  t.test('dark and light are colours of their own', async t => {
    const background = async (colorScheme: 'light' | 'dark') => (await open(t, '/errors', { colorScheme })).page.evaluate('getComputedStyle(document.body).backgroundColor')

    t.not(await background('light'), await background('dark'))
  })

  t.test('the page loads nothing, breaks no policy and runs no script of the catalog', async t => {
    const { page, said, requested } = await open(t)
    await page.fill('#filter-box', 'alert')

    t.same(said, [])
    t.same(requested.filter(url => !url.startsWith('data:')), [`${address}/errors`])
    t.same(await shown(page), ['hostile'])
    t.equal(await page.locator('#hostile .title').textContent(), '<img src=x onerror=alert(1)>')
    t.equal(await page.locator('#hostile .description').textContent(), '<b>"bold"</b>')
    t.equal(await page.locator('#hostile .messages li').textContent(), '</script><script>alert(1)</script>')
  })

  t.test('the policy stops what it does not name', async t => {
    const { page, said } = await open(t)

    await page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'alert(1)' }))")
    await page.evaluate("document.body.append(Object.assign(document.createElement('img'), { src: '/x.png' }))")

    t.equal(said.filter(text => text.includes('Content Security Policy')).length, 2)
    t.notOk(said.includes('1'))
  })

  for (const [text, expected, count] of [
    ['room_full', ['room_full'], '1 of 50 constants'],
    ['TOKEN   api', ['unauthorized_token'], '1 of 50 constants'],
    ['Leave', ['room_full'], '1 of 50 constants'],
    ['/rooms/three', ['invalid_token', 'room_full', 'too_many_requests'], '3 of 50 constants'],
    ['teapot', [], '0 of 50 constants']
  ] as const) {
    t.test(`the filter '${text}' shows ${expected.join(', ') || 'nothing'}, and says how many`, async t => {
      const { page } = await open(t)

      await page.fill('#filter-box', text)

      t.same(await shown(page), expected)
      t.equal(await page.getByRole('status').textContent(), count)
      t.equal(await page.getByText('No constant matches all of these words.').isVisible(), expected.length === 0)
      const isGenericShown = expected.some(constant => constant === 'too_many_requests')
      t.equal(await page.getByRole('heading', { name: 'Generic constants' }).isVisible(), isGenericShown)
      t.equal(await page.getByRole('link', { name: 'Generic constants' }).isVisible(), isGenericShown)
    })
  }

  t.test('an empty filter shows everything again', async t => {
    const { page } = await open(t)
    const all = await shown(page)
    await page.fill('#filter-box', 'room_full')

    await page.fill('#filter-box', '')

    t.equal(all.length, 50)
    t.same(await shown(page), all)
    t.equal(await page.getByRole('status').textContent(), '')
  })

  t.test('by keyboard: skip to the constants, filter, follow a link to a constant', async t => {
    const { page } = await open(t)
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return focused(page)
    }

    t.equal(await press('Tab'), 'Skip to the constants')
    t.ok(await page.locator('.skip').evaluate(element => element.getBoundingClientRect().top >= 0))
    t.equal(await press('Enter'), 'all-constants')
    t.equal(await press('Tab'), 'invalid_params')

    await page.reload()
    for (const name of ['Skip to the constants', 'Markdown', 'JSON', 'filter-box']) t.equal(await press('Tab'), name)
    await page.keyboard.type('room_full')
    t.same(await shown(page), ['room_full'])
    t.equal(await press('Tab'), '409 room_full')
    await page.keyboard.press('Enter')
    t.equal(await page.locator(':target').getAttribute('id'), 'room_full')
    t.equal(await press('Tab'), 'room_full')
    t.equal(await press('Tab'), 'Schema of data')
    await press('Enter')
    t.ok(await page.locator('#room_full').getByText('"properties"').isVisible())
    t.not(await page.locator(':focus').evaluate(element => element.ownerDocument.defaultView?.getComputedStyle(element).outlineStyle), 'none')
  })

  for (const [constant, name] of [['room_full', 'room_full'], ['unauthorized_token', 'unauthorized_token'], ['conflict', 'conflict'], ['filter', 'filter'], ['count', 'count']] as const) {
    for (const javaScriptEnabled of [true, false]) {
      t.test(`the documentation of an event leads to ${constant}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async t => {
        const { documentation } = await (await fetch(`${address}/fail/${constant}`)).json() as { documentation: string }

        const { page } = await open(t, documentation, { javaScriptEnabled })

        const target = page.locator(':target')
        t.equal(documentation, `/errors#${constant}`)
        t.equal(await target.getByRole('link', { name, exact: true }).textContent(), constant)
        const box = await target.boundingBox()
        t.ok(box !== null && box.y >= 0 && box.y < 720, JSON.stringify(box))
      })
    }
  }

  t.test('a link leads to a constant that the filter hides', async t => {
    const { page } = await open(t)
    await page.fill('#filter-box', 'room_full')

    await page.evaluate("location.hash = 'conflict'")
    await page.locator('#conflict').waitFor()

    t.equal(await page.locator('#filter-box').inputValue(), '')
    t.ok(await page.locator('#conflict').evaluate(element => element.getBoundingClientRect().top < 720))
  })

  t.test('without JavaScript, everything is there but the filter', async t => {
    const { page } = await open(t, '/errors', { javaScriptEnabled: false })

    t.equal((await shown(page)).length, 50)
    t.equal(await page.locator('#filter-box').isVisible(), false)
    t.equal(await page.getByText('No constant matches all of these words.').isVisible(), false)
  })
}

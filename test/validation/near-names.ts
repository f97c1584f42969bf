import t from 'tap'
import { NearNames } from '../../lib/validation/near-names.js'

const known = ['giftWrap', 'layout', 'pull_request', 'opened', 'type', 'uses', 'bcc', 'minItems', 'description', 'zone_id', 'zoneNo', 'bucket']

for (const [name, expected, why] of [
  ['giftwrap', 'giftWrap', 'letter case'],
  ['gift_wrap', 'giftWrap', 'an underscore'],
  ['gift-wrap', 'giftWrap', 'a hyphen'],
  ['pullrequest', 'pull_request', 'a missing underscore'],
  ['layuot', 'layout', 'two letters in the wrong order'],
  ['tpye', 'type', 'the same in a short name'],
  ['discription', 'description', 'a wrong letter'],
  ['descriptoin', 'description', 'two letters in the wrong order'],
  ['open', 'opened', 'two missing letters'],
  ['use', 'uses', 'a missing letter'],
  ['layoutt', 'layout', 'a letter too many'],
  ['layout', undefined, 'the very name'],
  ['layou_t', 'layout', 'an underscore too many'],
  ['zone', undefined, 'a word less'],
  ['bucket_id', undefined, 'a word more'],
  ['cc', undefined, 'a short name that differs'],
  ['size', undefined, 'two letters of four'],
  ['cart', undefined, 'nothing alike'],
  ['', undefined, 'no name'],
  ['__', undefined, 'nothing but underscores'],
  ['x'.repeat(5000), undefined, 'a name too long to be quoted']
] as const) {
  t.test(`${name.slice(0, 20)}: ${expected ?? 'none'} (${why})`, async t => {
    t.equal(new NearNames().nearest(name, known), expected)
  })
}

t.test('the nearest of several names wins, and the first of equally near ones', async t => {
  t.equal(new NearNames().nearest('colour', ['color', 'colours']), 'color')
  t.equal(new NearNames().nearest('layouts', ['layouta', 'layout']), 'layouta')
  t.equal(new NearNames().nearest('address', ['addresses', 'adress']), 'adress')
})

t.test('the members of an object are names, those of its prototype are not', async t => {
  t.equal(new NearNames().nearest('layuot', { layout: 1 }), 'layout')
  t.equal(new NearNames().nearest('constructer', {}), undefined)
})

t.test('names that are taken are not suggested', async t => {
  t.equal(new NearNames().nearest('layuot', known, name => name === 'layout'), undefined)
  t.equal(new NearNames().nearest('giftwrap', known, name => name === 'giftWrap'), undefined)
})

t.test('values that are no texts are passed over', async t => {
  t.equal(new NearNames().nearest('layuot', [1, null, {}, 'layout']), 'layout')
})

t.test('after much work there are no more suggestions, and the work ends', async t => {
  const names = Array.from({ length: 1000 }, (_, index) => `${'a'.repeat(59)}${String(index).padStart(5, '0')}`)
  const near = new NearNames()
  const suggestions = Array.from({ length: 100 }, (_, index) => near.nearest(`${'a'.repeat(59)}b${index}`, names))

  t.ok(suggestions.filter(suggestion => suggestion !== undefined).length < 100)
  t.equal(suggestions.at(-1), undefined)
})

t.test('only the first 1,000 names are compared', async t => {
  const names = Array.from({ length: 1000 }, (_, index) => String(index).padStart(20, '0'))

  t.equal(new NearNames().nearest('layuot', [...names, 'layout']), undefined)
})

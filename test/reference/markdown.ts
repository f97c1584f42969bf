import { readFile } from 'node:fs/promises'
import t from 'tap'
import { catalog, defineCatalog, type AnyCatalog } from '../../lib/index.js'
import { toMarkdown } from '../../lib/reference/index.js'

/** The rows of a Markdown table, without the spaces that align them. */
const rowsOf = (table: string) => table.trim().split('\n').map(row => row.split('|').map(cell => cell.trim()))

t.test("the built-in catalog's table is the error document's, row by row", async t => {
  const document = await readFile(new URL('../fixtures/error-codes.md', import.meta.url), 'utf8')
  const [table = ''] = /^\|[^]*\|$/m.exec(document) ?? []
  const [head, , ...rows] = rowsOf(table.replace('â‰¤', '≤'))

  const [ownHead, , ...ownRows] = rowsOf(toMarkdown(catalog))

  t.same(ownHead, head)
  t.equal(rows.length, 6)
  t.equal(ownRows.length, 6)
  for (const [index, row] of rows.entries()) t.same(ownRows[index], row)
})

for (const [text, cell] of [
  ['Room is full.', 'Room is full.'],
  ['`roomId` is invalid.', '`roomId` is invalid.'],
  ['`a_b*c<d>{e}` stays', '`a_b*c<d>{e}` stays'],
  ['a | b', 'a \\| b'],
  ['`a|b`', '\\`a\\|b\\`'],
  ['`a\\`', '\\`a\\\\\\`'],
  ['a \\| b', 'a \\\\\\| b'],
  ['one ` alone', 'one \\` alone'],
  ['``', '\\`\\`'],
  ['<script>alert(1)</script>', '\\<script>alert(1)\\</script>'],
  ['![x](javascript:alert(1))', '!\\[x\\](javascript:alert(1))'],
  ['*bold* _soft_ ~gone~', '\\*bold\\* \\_soft\\_ \\~gone\\~'],
  ['room_full stays', 'room_full stays'],
  ['__init__ and a__b', '\\_\\_init\\_\\_ and a\\_\\_b'],
  ['{process.env}', '\\{process.env\\}'],
  ['&lt;b&gt; ]]>', '\\&lt;b\\&gt; \\]\\]>']
] as const) {
  t.test(`${text} reads as written in a cell`, async t => {
    t.equal(toMarkdown(defineCatalog({ own: { code: 400, title: 'x', messages: [text] } })).split('\n')[2], `| **own** | 400 | ${cell} |`)
  })
}

t.test('where there is no message, the title stands', async t => {
  t.equal(toMarkdown(defineCatalog({ own: { code: 400, title: 'Own.' } })), '| Constant | Code | Message |\n| --- | --- | --- |\n| **own** | 400 | Own. |\n')
})

t.test('generic adds the generic constants after the own ones', async t => {
  const errors = defineCatalog({ own: { code: 400, title: 'Own.' }, conflict: { code: 409, title: 'Taken.' } })

  const rows = rowsOf(toMarkdown(errors, { generic: true })).slice(2).map(([, constant, , message]) => `${constant} ${message}`)

  t.same(rows.slice(0, 3), ['**own** Own.', '**conflict** Taken.', '**bad_request** Bad Request'])
  t.equal(rows.length, 2 + 38)
})

t.test('anchors gives each row one of its constant', async t => {
  t.match(toMarkdown(catalog, { anchors: true }), '| <a id="fetch_error"></a>**fetch_error** | 406 |')
})

for (const [given, options, fault] of [
  [{}, {}, /option 'catalog' must be a catalog, .* got \{\}/],
  [catalog, { generic: 'yes' }, /option 'generic' must be true or false, got 'yes'/],
  [catalog, { anchors: 1 }, /option 'anchors' must be true or false, got 1/],
  [catalog, { prefix: '/errors' }, /unknown option 'prefix'; known are catalog, generic, anchors/],
  [catalog, { heading: 'x' }, /unknown option 'heading'; known are catalog, generic, anchors/]
] as ReadonlyArray<readonly [AnyCatalog, object, RegExp]>) {
  t.test(`toMarkdown refuses ${JSON.stringify(options)}: ${fault}`, async t => {
    t.throws(() => toMarkdown(given, options), { name: 'TypeError', message: fault })
  })
}

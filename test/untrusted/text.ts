import t from 'tap'
import { cleanText, isCleanText } from '../../lib/untrusted/text.js'

for (const [name, text, expected] of [
  ['a line break becomes a space', 'a\r\nb', 'a b'],
  ['NUL and escape become a space', 'a\u0000\u001b[31mb', 'a [31mb'],
  ['DEL and C1 controls become a space', 'a\u007f\u0085b', 'a b'],
  ['line and paragraph separators become a space', 'a\u2028b\u2029c', 'a b c'],
  ['bidi controls vanish', 'a\u202eb\u2066c\u200fd\u061ce', 'abcde'],
  ['a lone surrogate becomes U+FFFD', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ['a surrogate pair stays', 'a😀b', 'a😀b'],
  ['space around the text is cut', '  a \n', 'a'],
  ['only controls are nothing', '\n\u0000\u202e', ''],
  ['a text of 1,024 stays', 'x'.repeat(1024), 'x'.repeat(1024)],
  ['a longer one ends in an ellipsis', 'x'.repeat(1025), `${'x'.repeat(1023)}…`],
  ['no surrogate pair is cut in two', `${'x'.repeat(1022)}😀y`, `${'x'.repeat(1022)}…`]
] as const) {
  t.test(name, async t => {
    t.equal(cleanText(text), expected)
    t.ok(isCleanText(cleanText(text)))
    t.equal(isCleanText(text), text === expected)
  })
}

t.test('a text of megabytes is bounded', async t => {
  t.equal(cleanText('ab\n'.repeat(2_000_000)).length, 1024)
})

/** Each folder of tests runs: as a room, in one process, or by a pattern of its own in package.json. */
import { readdir, readFile } from 'node:fs/promises'
import { matchesGlob } from 'node:path'
import t from 'tap'

const root = new URL('../../', import.meta.url)
const { tap: { include } } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { tap: { include: string[] } }
const rooms = (await readdir(new URL('test/rooms/', root))).map(name => name.replace(/\.ts$/, ''))

const names = await readdir(new URL('test/', root), { recursive: true })
const files = names.filter(name => /\.ts$/.test(name) && !/(?:^|\/)(?:fixtures|types)\//.test(name))

for (const file of files) {
  t.test(`${file} is run`, async t => {
    t.ok(rooms.includes(file.split('/')[0] ?? '') || include.some(pattern => matchesGlob(`test/${file}`, pattern)))
  })
}

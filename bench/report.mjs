/** The tables of a run, as Markdown. The console and RESULTS.md show the same tables. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { ratioTo, summarise } from './statistics.mjs'
import { titles } from './variants.mjs'

export function table (header, rows) {
  const line = cells => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map((_, index) => index === 0 ? '---' : '---:')), ...rows.map(line)].join('\n')
}

/** Three significant digits. */
export const digits = number => Number.isFinite(number) ? String(Number(number.toPrecision(3))) : '–'
export const fixed = number => number.toFixed(2)
const range = ({ lower, upper }, format) => `${format(lower)}–${format(upper)}`

export function reportCase (name, title, samples, memory) {
  const rows = Object.entries(samples).map(([variant, costs]) => {
    const { best, median, ...quartiles } = summarise(costs)
    const ratio = ratioTo(samples.hand, costs)
    const { allocated, retained } = memory[variant] ?? {}
    return [
      titles[variant], digits(best), digits(median), range(quartiles, digits), `**${fixed(ratio.median)}**`, range(ratio, fixed),
      allocated === undefined ? '–' : digits(allocated / 1024), retained === undefined ? '–' : retained.toFixed(1)
    ]
  })
  const header = ['variant', 'best µs', 'median µs', 'quartiles', 'throughput', 'quartiles', 'KB allocated', 'bytes retained']
  return `### \`${name}\`: ${title}\n\n${table(header, rows)}`
}

export function reportGoals (judged) {
  const rows = judged.map(({ name, against, atLeast, ratio, noise, verdict }) => [
    `\`${name}\` against ${titles[against]}`, `≥ ${atLeast}`, ratio ? fixed(ratio.median) : '–',
    ratio ? range(ratio, fixed) : '–', `± ${fixed(noise)}`, verdict
  ])
  return table(['goal', 'throughput', 'median', 'quartiles', 'noise', ''], rows)
}

/** The conditions on which the numbers depend. */
export function reportConditions ({ rounds, requests }) {
  const { version } = createRequire(import.meta.url)('fastify/package.json')
  return `Node ${process.version}, Fastify ${version}, ${cpus().length} × ${cpus()[0].model.trim()}; ` +
    `${rounds} rounds of ${requests} requests.`
}

/** Replaces one section of RESULTS.md and keeps the other one. */
export function writeResults (section, text) {
  const file = join(import.meta.dirname, 'RESULTS.md')
  const [begin, end] = [`<!-- ${section} -->`, `<!-- /${section} -->`]
  const [before, rest] = readFileSync(file, 'utf8').split(begin)
  const [, after] = rest.split(end)
  writeFileSync(file, `${before}${begin}\n\n${text}\n\n${end}${after}`)
}

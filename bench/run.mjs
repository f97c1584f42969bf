/**
 * `npm run bench`: CPU time and memory per request of every variant in every case, and the verdicts on the goals.
 *
 *     npm run bench -- --rounds 5 --requests 2000 --case route-miss --case reply
 *
 * A run of all cases writes RESULTS.md. A run of some cases only prints.
 */
import { parseArgs } from 'node:util'
import { cases } from './cases.mjs'
import { judgeGoals } from './goals.mjs'
import { measureCpu } from './measure.mjs'
import { measureMemory } from './memory.mjs'
import { plotBars } from './plot.mjs'
import { fixed, reportCase, reportConditions, reportGoals, writeResults } from './report.mjs'
import { ratioTo } from './statistics.mjs'
import { isSupported, titles, variants } from './variants.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    requests: { type: 'string', default: '8000' },
    case: { type: 'string', multiple: true }
  }
})
const size = { rounds: Number(values.rounds), requests: Number(values.requests) }
const names = values.case ?? Object.keys(cases)
const samplesByCase = {}
const sections = []

for (const name of names) {
  const { title, bodies, share = 1 } = cases[name]()
  const taking = Object.keys(variants).filter(variant => variant.split(' ', 1)[0] in bodies && isSupported(variant))
  const whatByVariant = Object.fromEntries(taking.map(variant => [variant, { name, variant }]))
  const samples = await measureCpu(whatByVariant, { ...size, share })
  const memory = {}
  for (const variant of taking) memory[variant] = await measureMemory(whatByVariant[variant], 2000 * share)

  samplesByCase[name] = samples
  sections.push(reportCase(name, title, samples, memory))
  console.log(`\n${sections.at(-1)}`)
}

const goals = reportGoals(judgeGoals(samplesByCase))
console.log(`\n${reportConditions(size)}\n\n${goals}`)

if (values.case === undefined) {
  const throughputs = variant => names.map(name => {
    const samples = samplesByCase[name]
    return samples[variant] && Number(fixed(ratioTo(samples.hand, samples[variant]).median))
  })
  const compared = Object.keys(variants).filter(variant => !variant.startsWith('hand') && isSupported(variant))
  plotBars('cases', 'Throughput per CPU; 1 is hand-written', names, compared.map(variant =>
    ({ name: titles[variant], data: throughputs(variant) })))
  writeResults('cases', `${reportConditions(size)}\n\n## Goals\n\n${goals}\n\n## Cases\n\n` +
    `![Throughput per CPU of each variant in each case](cases.svg)\n\n${sections.join('\n\n')}`)
}

/** The goals of the package: its throughput per CPU, as a ratio to that of another variant in the same run. */
import { noiseOf, ratioTo } from './statistics.mjs'

const goals = [
  { name: 'reply', against: 'hand', atLeast: 1 },
  { name: 'throw-sync', against: 'hand', atLeast: 0.95 },
  { name: 'throw-async', against: 'hand', atLeast: 0.95 },
  { name: 'throw-sync', against: 'sensible', atLeast: 2 },
  { name: 'throw-async', against: 'sensible', atLeast: 2 },
  { name: 'validation', against: 'fastify', atLeast: 1.3 },
  { name: 'validation', against: 'enhanced', atLeast: 3 },
  { name: 'route-miss', against: 'fastify', atLeast: 1 },
  { name: 'success', against: 'hand', atLeast: 1 }
]

/** The goals of the cases that were run, each with its ratio, the noise of its case and a verdict. */
export function judgeGoals (samplesByCase) {
  return goals.filter(({ name }) => name in samplesByCase).map(goal => {
    const samples = samplesByCase[goal.name]
    const noise = noiseOf(samples)
    if (samples[goal.against] === undefined) return { ...goal, noise, verdict: 'not measured on this Node' }

    const ratio = ratioTo(samples[goal.against], samples.ours)
    return { ...goal, noise, ratio, verdict: judge(ratio.median, goal.atLeast, noise) }
  })
}

function judge (median, atLeast, noise) {
  if (median >= atLeast) return 'met'
  return median >= atLeast * (1 - noise) ? 'met within noise' : '**not met**'
}

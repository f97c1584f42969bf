/**
 * `npm run bench:growth`: the growth of an event's cost with the catalog, the routes, the issues and the depth of a pointer.
 *
 * Each size of a series has its own server. The servers take turns, like the variants of `npm run bench`. A variant beside this
 * package shows the cost of Fastify and the validator alone.
 *
 * The benchmark compares the best round of each size. A process settles at one of two speeds, whatever its size (README.md), so
 * a median would show the share of slow processes.
 */
import { parseArgs } from 'node:util'
import { measureCpu } from './measure.mjs'
import { plotLines } from './plot.mjs'
import { digits, fixed, reportConditions, table, writeResults } from './report.mjs'
import { fitLine } from './statistics.mjs'
import { titles } from './variants.mjs'

const documented = 6
const series = {
  catalog: {
    axis: 'constants in the catalog',
    sizes: [documented, 1000, 10_000],
    baseline: 'hand',
    serve: size => ({ name: 'reply', constants: size - documented }),
    expected: 'flat'
  },
  routes: {
    axis: 'routes that declare errors',
    sizes: [10, 500, 1000, 2000, 4000],
    baseline: 'hand',
    serve: routes => ({ name: 'reply', routes }),
    expected: 'flat'
  },
  'routes-thrown': {
    axis: 'routes that declare errors, error thrown',
    sizes: [10, 500, 1000, 2000, 4000],
    baseline: 'hand',
    serve: routes => ({ name: 'throw-async', routes }),
    expected: 'flat'
  },
  issues: {
    axis: 'issues of a failed validation',
    sizes: [1, 10, 25, 50, 75, 100],
    baseline: 'fastify',
    serve: size => ({ name: 'validation-all', size }),
    share: 0.2,
    expected: 'linear'
  },
  depth: {
    axis: 'levels of the pointer of an issue',
    sizes: [2, 5, 10, 20, 40],
    baseline: 'fastify',
    serve: size => ({ name: 'validation-deep', size }),
    expected: 'linear'
  },
  branches: {
    axis: 'branches of a union',
    sizes: [10, 30, 100, 300],
    baseline: 'fastify',
    serve: size => ({ name: 'validation-union', size }),
    share: 0.2,
    expected: 'linear'
  }
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    requests: { type: 'string', default: '5000' },
    series: { type: 'string', multiple: true }
  }
})
const size = { rounds: Number(values.rounds), requests: Number(values.requests) }
const names = values.series ?? Object.keys(series)
const isWhole = values.series === undefined
const sections = []

for (const name of names) {
  const { axis, sizes, baseline, serve, share, expected } = series[name]
  const what = ['ours', baseline].flatMap(variant => sizes.map(size => [`${variant} ${size}`, { ...serve(size), variant }]))
  const samples = await measureCpu(Object.fromEntries(what), { ...size, share })
  const pointsOf = variant => sizes.map(size => [size, Math.min(...samples[`${variant} ${size}`])])
  const [points, basePoints] = [pointsOf('ours'), pointsOf(baseline)]

  const rows = points.map(([size, cost], index) => [size, digits(cost), digits(basePoints[index][1])])
  const growth = expected === 'flat' ? describeFlat({ ours: points, [baseline]: basePoints }) : describeLine(points)
  const header = [axis, `${titles.ours}, best µs`, `${titles[baseline]}, best µs`]
  sections.push(`### ${name}: expected ${expected}\n\n${table(header, rows)}\n\n${growth}\n\n` +
    `![CPU per request by ${axis}](${name}.svg)`)
  console.log(`\n${sections.at(-1)}`)
  if (isWhole) {
    plotLines(name, `CPU per request by ${axis}`, axis, [
      { name: titles.ours, data: points },
      { name: titles[baseline], data: basePoints }
    ])
  }
}

if (isWhole) writeResults('growth', `${reportConditions(size)}\n\n## Growth\n\n${sections.join('\n\n')}`)

function describeFlat (pointsByVariant) {
  const growths = Object.entries(pointsByVariant).map(([variant, points]) =>
    `${fixed(points.at(-1)[1] / points[0][1])} for ${titles[variant]}`)
  const [[smallest], [largest]] = [pointsByVariant.ours[0], pointsByVariant.ours.at(-1)]
  return `Cost at ${largest} against ${smallest}: ${growths.join(', ')}.`
}

function describeLine (points) {
  const { slope, deviation } = fitLine(points)
  return `${digits(slope)} µs for each more; the points are within ${digits(deviation * 100)} % of the line.`
}

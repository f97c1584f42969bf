/** Medians and quartiles of few numbers, and how two rows of a run compare. */

/** @returns The number below which `share` of the numbers lie, interpolated. */
export function quantile (numbers, share) {
  const sorted = numbers.toSorted((one, other) => one - other)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)]
  return below + (sorted[Math.ceil(position)] - below) * (position % 1)
}

export function summarise (numbers) {
  return {
    best: Math.min(...numbers),
    median: quantile(numbers, 0.5),
    lower: quantile(numbers, 0.25),
    upper: quantile(numbers, 0.75)
  }
}

/** Throughput per CPU of `samples` as a ratio to that of `base`, round by round. */
export function ratioTo (base, samples) {
  return summarise(samples.map((cost, round) => base[round] / cost))
}

/** How far a copy of the hand-written variant is from the other: the larger distance of its quartiles from 1. */
export function noiseOf (samples) {
  const { lower, upper } = ratioTo(samples.hand, samples['hand again'])
  return Math.max(Math.abs(1 - lower), Math.abs(upper - 1))
}

/** The line through the points, by least squares. */
export function fitLine (points) {
  const mean = index => points.reduce((sum, point) => sum + point[index], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
    points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const at = x => meanY + slope * (x - meanX)
  return { slope, deviation: Math.max(...points.map(([x, y]) => Math.abs(y - at(x)) / at(x))) }
}

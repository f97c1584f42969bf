/** Medians and quartiles of few numbers, and comparisons between two rows of a run. */

/** @returns The number below which this share of the numbers lies, interpolated. */
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

/** The throughput per CPU of `samples` as a ratio to that of `base`, round by round. */
export function ratioTo (base, samples) {
  return summarise(samples.map((cost, round) => base[round] / cost))
}

/** The noise: the larger distance from 1 of the quartiles of the ratio between the two copies of the hand-written variant. */
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

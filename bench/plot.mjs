/** The plots beside RESULTS.md: SVG, rendered without a browser. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as echarts from 'echarts'

const size = { width: 800, height: 400 }

/** Bars in groups, one group per name. */
export function plotBars (file, title, names, series) {
  render(file, title, {
    xAxis: { type: 'category', data: names, axisLabel: { rotate: 30 } },
    yAxis: { type: 'value' },
    series: series.map(one => ({ ...one, type: 'bar' }))
  })
}

/** Lines through `[x, y]` points. */
export function plotLines (file, title, xName, series) {
  render(file, title, {
    xAxis: { type: 'value', name: xName, nameLocation: 'middle', nameGap: 30 },
    yAxis: { type: 'value', name: 'CPU µs per request', min: 0 },
    series: series.map(one => ({ ...one, type: 'line' }))
  })
}

function render (file, title, option) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: { text: title, left: 'center' },
    legend: { bottom: 0 },
    grid: { top: 60, bottom: 100 },
    ...option
  })
  writeFileSync(join(import.meta.dirname, `${file}.svg`), `${chart.renderToSVGString()}\n`)
  chart.dispose()
}

/** The style of the page, for any width, in light and in dark mode. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #f7f8fa; --card: #fff; --text: #1b1f27; --soft: #555e6d; --line: #e0e4ea; --link: #3346b8;
  --sample: #f3f5f9; --client: #7a4a00; --client-back: #fdf0d3; --server: #9c1c14; --server-back: #fde6e3;
  --target: #4757c9; --shadow: 0 1px 2px #1b1f270d;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1217; --card: #171b22; --text: #e7eaf0; --soft: #a3acba; --line: #2a303a; --link: #a5b4ff;
    --sample: #0f1217; --client: #f4c873; --client-back: #392b10; --server: #ffaaa2; --server-back: #431c19;
    --target: #8c9cff; --shadow: none;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1.25rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 76rem; background: var(--page); color: var(--text); font: 1rem/1.6 var(--sans); }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--target); outline-offset: 3px; border-radius: 4px; }
main:focus { outline: none; }
p { margin: 0; }
code, pre, h3, nav a, .code, tbody th, .messages { font-family: var(--mono); }
code { font-size: .875em; }
.skip { position: absolute; top: -4rem; left: 1rem; z-index: 1; padding: .5rem 1rem; border-radius: 8px; background: var(--target); color: var(--page); }
.skip:focus { top: 1rem; }

.top { padding: clamp(1.5rem, 5vw, 3rem) 0 2rem; }
.top p { max-width: 46rem; color: var(--soft); }
.top .forms { margin-top: .5rem; }
h1 { margin: 0 0 .5rem; font-size: clamp(1.75rem, 5vw, 2.375rem); line-height: 1.2; letter-spacing: -.02em; }
h2 { margin: 0 0 .75rem; font-size: 1.25rem; letter-spacing: -.01em; }
h4 { margin: 0; color: var(--soft); font-size: .8125rem; font-weight: 600; }

.side { margin-bottom: 2rem; }
.filter { margin-bottom: 1rem; }
.filter p { display: flex; justify-content: space-between; margin-bottom: .25rem; color: var(--soft); font-size: .8125rem; }
.filter label { font-weight: 600; }
.filter input { width: 100%; min-height: 2.75rem; padding: 0 .875rem; border: 1px solid #848d9b; border-radius: 10px; background: var(--card); color: inherit; font: inherit; }
.filter input::placeholder { color: var(--soft); opacity: 1; }
nav ul { display: flex; flex-wrap: wrap; gap: .375rem; margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: .3125rem .625rem; border-radius: 8px; background: var(--card); box-shadow: inset 0 0 0 1px var(--line); color: inherit; font-size: .8125rem; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { color: var(--link); }
nav .more a { font-family: inherit; line-height: 1.5rem; }

.code { display: inline-block; padding: 0 .4375rem; border-radius: 6px; font-size: .8125rem; font-weight: 600; line-height: 1.5rem; font-variant-numeric: tabular-nums; }
.client { background: var(--client-back); color: var(--client); }
.server { background: var(--server-back); color: var(--server); }

section { margin-bottom: 3rem; }
section > p { max-width: 42rem; margin-bottom: 1rem; color: var(--soft); }
article { display: grid; margin-bottom: 1.25rem; overflow: hidden; border: 1px solid var(--line); border-radius: 14px; background: var(--card); box-shadow: var(--shadow); overflow-wrap: anywhere; }
article:target { border-color: var(--target); box-shadow: 0 0 0 3px color-mix(in srgb, var(--target) 25%, transparent); }
.text, .sample { min-width: 0; padding: 1.25rem; }
.sample { border-top: 1px solid var(--line); background: var(--sample); }
pre.sample { margin-bottom: 1rem; border: 1px solid var(--line); border-radius: 10px; }
h3 { margin: 0; font-size: 1.0625rem; }
h3 a, tbody th a { color: inherit; text-decoration: none; }
h3 a:hover, tbody th a:hover { color: var(--link); text-decoration: underline; }
.status { margin: .375rem 0 1rem; color: var(--soft); font-size: .875rem; }
.title { font-weight: 600; }
.description { margin-top: .25rem; font-size: .9375rem; white-space: pre-line; }
.text h4 { margin-top: 1.25rem; }
.messages, .routes ul, ul.routes { margin: .375rem 0 0; padding: 0; list-style: none; }
.messages { font-size: .8125rem; }
.messages li { padding: .3125rem 0 .3125rem .75rem; border-left: 2px solid var(--line); }
.routes li { padding: .0625rem 0; }
.routes code { font-size: .8125rem; }
.routes b { color: var(--soft); font-weight: 600; }
summary { width: fit-content; min-height: 1.5rem; cursor: pointer; }
summary h4 { display: inline; }
.number { color: var(--soft); font-size: .8125rem; }
pre code { display: block; }
pre { margin: .5rem 0 0; white-space: pre-wrap; font-size: .875rem; line-height: 1.6; }
.sample details { margin-top: 1.25rem; }

table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--soft); font-size: .8125rem; font-weight: 600; }
tbody th { font-size: .8125rem; font-weight: 600; line-height: 1.5rem; }
th:first-child { width: 3.5rem; }
th:nth-child(2) { width: 45%; }
th:last-child, td:last-child { padding-right: 0; }
tr:target { --back: color-mix(in srgb, var(--target) 12%, var(--page)); background: var(--back); box-shadow: -.375rem 0 0 var(--back), -.5rem 0 0 var(--target); }

@media (min-width: 64rem) {
  body { padding: 0 2rem 6rem; }
  .columns { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 2.5rem; }
  .side { position: sticky; top: 1.25rem; align-self: start; max-height: calc(100vh - 2.5rem); overflow-y: auto; margin: -.5rem; padding: .5rem; }
  nav ul { display: block; }
  nav a { padding: .375rem .5rem; background: none; box-shadow: none; }
  nav a:hover { background: var(--card); }
}
@media (min-width: 48rem) {
  article { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .text, .sample { padding: 1.5rem; }
  article .sample { border-top: 0; border-left: 1px solid var(--line); }
}
@media print {
  .side, .skip, .forms { display: none; }
  article { break-inside: avoid; }
}
`

/** The page's filter, which is hidden where no script runs. */
export const pageScript = `
const filter = document.querySelector('.filter')
const input = document.getElementById('filter-box')
const count = document.getElementById('filter-count')
const none = document.getElementById('no-match')
const sections = document.querySelectorAll('section')
const entries = Array.from(document.querySelectorAll('[data-filter]'), element => ({
  element,
  link: document.querySelector('nav a[href="#' + element.id + '"]')?.parentElement,
  text: element.textContent.toLowerCase()
}))

function show () {
  const words = input.value.toLowerCase().split(/\\s+/)
  for (const { element, link, text } of entries) {
    const isHidden = !words.every(word => text.includes(word))
    element.hidden = isHidden
    if (link) link.hidden = isHidden
  }
  for (const section of sections) section.hidden = section.querySelector('[data-filter]:not([hidden])') === null
  const shown = entries.filter(({ element }) => !element.hidden).length
  none.hidden = shown > 0
  count.textContent = shown === entries.length ? '' : shown + ' of ' + entries.length + ' constants'
}

// A link leads to its constant, also to one that the filter hides.
function follow () {
  const target = document.getElementById(location.hash.slice(1))
  if (target === null || target.closest('[hidden]') === null) return
  input.value = ''
  show()
  target.scrollIntoView()
}

input.addEventListener('input', show)
addEventListener('hashchange', follow)
filter.hidden = false
// A browser that goes back fills the box in again.
show()
`

/** The script of the page: its filter. Without scripts, the filter is hidden. */
export const pageScript = `
const filter = document.querySelector('.filter')
const input = document.getElementById('filter-box')
const count = document.getElementById('filter-count')
const none = document.getElementById('no-match')
const links = new Map(Array.from(document.querySelectorAll('nav a'), link => [link.hash.slice(1), link.parentElement]))
const sections = Array.from(document.querySelectorAll('section'), element => ({
  element,
  link: links.get(element.getAttribute('aria-labelledby'))
}))
const entries = Array.from(document.querySelectorAll('[data-filter]'), element => ({
  element,
  link: links.get(element.id),
  text: element.textContent.toLowerCase()
}))

function toggle ({ element, link }, isHidden) {
  element.hidden = isHidden
  if (link) link.hidden = isHidden
}

function show () {
  const words = input.value.toLowerCase().split(/\\s+/)
  for (const entry of entries) toggle(entry, !words.every(word => entry.text.includes(word)))
  for (const section of sections) toggle(section, section.element.querySelector('[data-filter]:not([hidden])') === null)
  const shown = entries.filter(({ element }) => !element.hidden).length
  none.hidden = shown > 0
  count.textContent = shown === entries.length ? '' : shown + ' of ' + entries.length + ' constants'
}

// A link to a constant that the filter hides clears the filter.
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
// When a browser goes back, it restores the text in the box.
show()
`

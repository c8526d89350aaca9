/** Search itself: loaded on first use, after the index. */

import { finder } from './find.js'

const dialog = document.getElementById('site_search')
const input = dialog.querySelector('input')
const state = dialog.querySelector('[role="status"]')
const list = dialog.querySelector('ul')
const hint = state.textContent
const find = finder(self.searchEntries)

function show () {
  const words = input.value.trim()
  const found = words.length > 1 ? find(words) : []
  list.replaceChildren(...found.map(line))
  if (words.length < 2) state.textContent = hint
  else state.textContent = found.length ? state.dataset.found.replace('{count}', found.length) : state.dataset.none
}

/** @param {import('./find.js').Entry} entry */
function line (entry) {
  const link = document.createElement('a')
  link.href = new URL(entry.to, new URL(dialog.dataset.root, location.href)).href
  link.append(part('kind', entry.kind), part('result', entry.title), part('summary', entry.summary))
  const item = document.createElement('li')
  item.append(link)
  return item
}

function part (name, text) {
  const span = document.createElement('span')
  span.className = name
  span.textContent = text
  return span
}

let waiting
input.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(show, 80)
})
// A link to a place on the page that is open would leave the dialog in front of it.
list.addEventListener('click', () => dialog.close())
show()

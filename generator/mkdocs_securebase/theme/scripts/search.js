/** Search itself: loaded on first use, after the index. The texts of the guide follow, and make it find more. */

import { readersCountry } from './country.js'
import { finder } from './find.js'

const MOST_LINES = 4

const dialog = document.getElementById('site_search')
const input = dialog.querySelector('input')
const state = dialog.querySelector('[role="status"]')
const list = dialog.querySelector('.found')
const help = dialog.querySelector('.search-help')
const lines = help.querySelector('.lines')
const where = help.querySelector('[data-where]')
const hint = state.textContent
const { countries } = self.searchIndex.help
const zones = new Map(Object.entries(countries).map(([code, [, own]]) => [code, own.split(' ')]))
const bookSize = document.querySelector('a [data-book-size]')
let find = finder(self.searchIndex, self.searchTexts)

function show () {
  const words = input.value.trim()
  const { entries, need } = words.length > 1 ? find(words) : { entries: [], need: null }
  list.replaceChildren(...entries.map(result))
  showHelp(need, words.length > 1 && !entries.length)
  say(words.length > 1, entries.length, need)
}

function say (asked, count, need) {
  if (!asked) state.textContent = hint
  else if (need) state.textContent = state.dataset.help.replace('{count}', count)
  else if (count) state.textContent = state.dataset.found.replace('{count}', count)
  else if (self.searchTexts) state.textContent = state.dataset.none
}

/**
 * The way to help stands above all results where somebody seems to need it, and where nothing was found.
 * @param {import('./need.js').Need | null} need @param {boolean} nothing
 */
function showHelp (need, nothing) {
  help.hidden = !help.querySelector('.to-help') || (!need && !nothing)
  help.querySelector('h2').hidden = !need
  const code = need?.country ?? readersCountry(zones)
  const shown = need ? linesFor(need, code) : []
  where.textContent = shown.length && code ? where.dataset.where.replace('{country}', countries[code][0]) : ''
  where.hidden = !where.textContent
  lines.replaceChildren(...shown.map(line => helpLine(line, code)))
}

/** Lines that were named, then those of the country by purpose; without a country, those that answer anywhere. */
function linesFor ({ purposes, named }, code) {
  const here = line => line.countries.includes(code || 'anywhere')
  const own = purposes.flatMap(purpose => self.searchIndex.help.lines.filter(line => line.purpose === purpose && here(line)))
  const finders = self.searchIndex.help.lines.filter(line => line.countries.includes('anywhere'))
  const byCountry = [...named].sort((a, b) => here(b) - here(a)).slice(0, 2)
  return [...new Set([...byCountry, ...oneOfEach(own), ...own, ...(code ? [] : finders)])].slice(0, MOST_LINES)
}

/** The first line of each purpose, so that no purpose hides another. */
function oneOfEach (all) {
  return all.filter((line, at) => all.findIndex(other => other.purpose === line.purpose) === at)
}

/** @param {import('./need.js').Line} line */
function helpLine (line, code) {
  const name = part('p', 'line-name', line.name)
  const place = line.region || (line.countries.includes(code) ? '' : placeOf(line))
  if (place) name.append(' ', part('span', 'where', place))
  const contacts = part('ul', 'contacts', '')
  for (const { label, href } of line.contacts) {
    const link = part('a', '', label)
    link.href = href
    if (href.startsWith('https:')) link.rel = 'external noreferrer'
    const item = document.createElement('li')
    item.append(link)
    contacts.append(item)
  }
  const item = document.createElement('li')
  item.append(name, ...(line.for ? [part('p', 'line-for', line.for)] : []), contacts)
  return item
}

function placeOf (line) {
  return line.countries.map(code => countries[code]?.[0]).filter(Boolean).slice(0, 3).join(', ')
}

/** @param {import('./find.js').Entry} entry */
function result (entry) {
  const link = document.createElement('a')
  link.href = new URL(entry.to, new URL(dialog.dataset.root, location.href)).href
  const size = bookSize?.closest('a').href === link.href ? bookSize.textContent : ''
  link.append(part('span', 'kind', entry.kind + size), part('span', 'result', entry.title), part('span', 'summary', entry.summary))
  const item = document.createElement('li')
  item.append(link)
  return item
}

function part (tag, name, text) {
  const element = document.createElement(tag)
  if (name) element.className = name
  element.textContent = text
  return element
}

let waiting
input.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(show, 80)
})
dialog.addEventListener('texts', () => {
  find = finder(self.searchIndex, self.searchTexts)
  show()
})
// A link to a place on the page that is open would leave the dialog in front of it.
for (const links of [list, help]) {
  links.addEventListener('click', event => {
    if (event.target.closest('a')) dialog.close()
  })
}
show()

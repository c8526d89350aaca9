/** Search itself: loaded on first use, after the index. The texts of the guide follow, and make it find more. */

import { readersCountry } from './country.js'
import { around, get } from './dom.js'
import { finder } from './find.js'

/**
 * @typedef {import('./find.js').Entry} Entry
 * @typedef {import('./need.js').Line} Line
 * @typedef {import('./need.js').Need} Need
 */

/** The most help lines that are shown above the results. */
const MOST_LINES = 4

/** What the two data scripts leave for this one: render/search.py writes them. */
const data = /** @type {{ searchIndex: import('./find.js').Index, searchTexts?: import('./find.js').Texts }} */ (
  /** @type {unknown} */ (self))
const dialog = /** @type {HTMLDialogElement} */ (get(document, '#site_search'))
const input = /** @type {HTMLInputElement} */ (get(dialog, 'input'))
const state = get(dialog, '[role="status"]')
const list = get(dialog, '.found')
const help = get(dialog, '.search-help')
const lines = get(help, '.lines')
const where = get(help, '[data-where]')
const hint = state.textContent
const { countries } = data.searchIndex.help
const zones = new Map(Object.entries(countries).map(([code, [, own]]) => [code, own.split(' ')]))
const bookSize = document.querySelector('a [data-book-size]')
let find = finder(data.searchIndex, data.searchTexts)

function show () {
  const words = input.value.trim()
  const asked = words.length > 1
  const { entries, need } = asked ? find(words) : { entries: [], need: null }
  list.replaceChildren(...entries.map(result))
  showHelp(need, asked && !entries.length)
  tell(asked, entries.length, need)
}

/** @param {boolean} asked @param {number} count @param {Need | null} need */
function tell (asked, count, need) {
  const { help: helped = '', found = '', none = '' } = state.dataset
  if (!asked) state.textContent = hint
  else if (need || count) state.textContent = (need ? helped : found).replace('{count}', String(count))
  else if (data.searchTexts) state.textContent = none
}

/**
 * Help stands above all results where somebody seems to need it, and where nothing was found.
 * @param {Need | null} need @param {boolean} nothing
 */
function showHelp (need, nothing) {
  help.hidden = !help.querySelector('.to-help') || (!need && !nothing)
  get(help, 'h2').hidden = !need
  const code = need?.country ?? readersCountry(zones)
  const shown = need ? linesFor(need, code) : []
  where.textContent = shown.length && code ? (where.dataset.where ?? '').replace('{country}', countries[code][0]) : ''
  where.hidden = !where.textContent
  lines.replaceChildren(...shown.map(line => helpLine(line, code)))
}

/**
 * Lines that were named, then those of the country by purpose; without a country, those that answer anywhere.
 * @param {Need} need @param {string} code
 */
function linesFor ({ purposes, named }, code) {
  const all = data.searchIndex.help.lines
  /** @param {Line} line */
  const here = line => line.countries.includes(code || 'anywhere')
  const own = purposes.flatMap(purpose => all.filter(line => line.purpose === purpose && here(line)))
  const finders = all.filter(line => line.countries.includes('anywhere'))
  const byCountry = [...named].sort((a, b) => Number(here(b)) - Number(here(a))).slice(0, 2)
  return [...new Set([...byCountry, ...oneOfEach(own), ...own, ...(code ? [] : finders)])].slice(0, MOST_LINES)
}

/**
 * The first line of each purpose, so that every purpose is shown before a second line of another.
 * @param {Line[]} all
 */
function oneOfEach (all) {
  return all.filter((line, at) => all.findIndex(other => other.purpose === line.purpose) === at)
}

/** @param {Line} line @param {string} code */
function helpLine (line, code) {
  const name = part('p', 'line-name', line.name)
  const place = line.region || (line.countries.includes(code) ? '' : placeOf(line))
  if (place) name.append(' ', part('span', 'where', place))
  const contacts = part('ul', 'contacts')
  for (const { label, href } of line.contacts) {
    const link = part('a', '', label)
    link.href = href
    if (href.startsWith('https:')) link.rel = 'external noreferrer'
    const item = part('li')
    item.append(link)
    contacts.append(item)
  }
  const item = part('li')
  item.append(name, ...(line.for ? [part('p', 'line-for', line.for)] : []), contacts)
  return item
}

/** @param {Line} line */
function placeOf (line) {
  return line.countries.map(code => countries[code]?.[0]).filter(Boolean).slice(0, 3).join(', ')
}

/** @param {Entry} entry */
function result (entry) {
  const link = part('a')
  link.href = new URL(entry.to, new URL(dialog.dataset.root ?? '', location.href)).href
  const size = bookSize?.closest('a')?.href === link.href ? bookSize.textContent : ''
  link.append(part('span', 'kind', entry.kind + size), part('span', 'result', entry.title), part('span', 'summary', entry.summary))
  const item = part('li')
  item.append(link)
  return item
}

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 */
function part (tag, name = '', text = '') {
  const element = document.createElement(tag)
  if (name) element.className = name
  element.textContent = text
  return element
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting
input.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(show, 80)
})
dialog.addEventListener('texts', () => {
  find = finder(data.searchIndex, data.searchTexts)
  show()
})
// A link to a place on the page that is open would leave the dialog in front of it.
for (const links of [list, help]) {
  links.addEventListener('click', event => {
    if (around(event, 'a')) dialog.close()
  })
}
show()

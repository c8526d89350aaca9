/** The safety page: the lines of the reader's country stand first, all others can be chosen. */

import { readersCountry, rememberCountry } from './country.js'
import { all, find, get } from './dom.js'
import { whileThere } from './stands.js'

/** @param {Document} page */
export function startHelpLines (page) {
  const choice = /** @type {HTMLSelectElement | null} */ (find(page, '#help_country'))
  const places = find(page, '[data-places]')
  if (!choice || !places) return
  const own = get(page, '[data-own]')
  const everyCountry = get(page, '[data-all]')
  const status = get(page, '#help_country ~ [role="status"]')
  const sections = all(places, '[data-countries]')
  /** @param {HTMLElement} section */
  const codesOf = section => (section.dataset.countries ?? '').split(' ')
  const anywhere = sections.filter(section => !section.dataset.countries)
  const zones = new Map([...choice.options].filter(option => option.value)
    .map(option => [option.value, (option.dataset.zones ?? '').split(' ')]))

  /** @param {string} code */
  const show = code => {
    const section = code && sections.find(one => codesOf(one).includes(code))
    choice.value = code
    places.append(...sections) // in their order again
    if (section) own.append(section, ...anywhere)
    places.hidden = everyCountry.hidden = Boolean(section)
  }
  /** Whoever follows a link to the lines of a country means that country, whatever was chosen before. */
  const arrive = () => {
    const section = /** @type {HTMLElement | null | undefined} */ (
      page.getElementById(location.hash.slice(1))?.closest('[data-countries]'))
    if (!section || own.contains(section)) return
    show(codesOf(section)[0])
    get(section, 'h3').focus()
    section.scrollIntoView()
  }

  choice.addEventListener('change', () => {
    show(choice.value)
    rememberCountry(choice.value)
    status.textContent = (status.dataset.shown ?? '').replace('{country}', choice.selectedOptions[0].text)
  })
  whileThere(places, window, 'hashchange', arrive)
  show(readersCountry(zones))
  arrive()
}

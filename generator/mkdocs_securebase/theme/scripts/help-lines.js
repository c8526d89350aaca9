/** The safety page: the lines of the reader's country stand first, all others are a choice away. */

import { readersCountry, rememberCountry } from './country.js'
import { whileThere } from './stands.js'

/** @param {Document} page */
export function startHelpLines (page) {
  const choice = page.getElementById('help_country')
  const places = page.querySelector('[data-places]')
  if (!choice || !places) return
  const own = page.querySelector('[data-own]')
  const all = page.querySelector('[data-all]')
  const status = choice.parentElement.querySelector('[role="status"]')
  const sections = [...places.querySelectorAll('[data-countries]')]
  const placeOf = code => code && sections.find(section => section.dataset.countries.split(' ').includes(code))
  const anywhere = sections.find(section => !section.dataset.countries)
  const zones = new Map([...choice.options].filter(option => option.value)
    .map(option => [option.value, option.dataset.zones.split(' ')]))

  const show = code => {
    const section = placeOf(code)
    choice.value = code
    places.append(...sections) // in their order again
    if (section) own.append(section, anywhere)
    places.hidden = all.hidden = Boolean(section)
  }
  /** Whoever follows a link to the lines of a country means that country, whatever was chosen before. */
  const arrive = () => {
    const section = page.getElementById(location.hash.slice(1))?.closest('[data-countries]')
    if (!section || own.contains(section)) return
    show(section.dataset.countries.split(' ')[0])
    section.querySelector('h3').focus()
    section.scrollIntoView()
  }

  choice.addEventListener('change', () => {
    show(choice.value)
    rememberCountry(choice.value)
    status.textContent = status.dataset.shown.replace('{country}', choice.selectedOptions[0].text)
  })
  whileThere(places, window, 'hashchange', arrive)
  show(readersCountry(zones))
  arrive()
}

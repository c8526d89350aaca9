/** The reader's country: guessed from the device's clock and language, chosen by one tap, kept for this tab only. */

import { keptIn } from './storage.js'

const NAME = 'securebase:country'
const kept = keptIn(() => window.sessionStorage)

/**
 * @param {Map<string, string[]>} zones the time zones of each country that has help lines, by its code
 * @returns {string} the code of the country that was chosen in this tab, or else of the one that the device seems to be
 *   in; '' for none of them
 */
export function readersCountry (zones) {
  return kept.read(NAME, ['', ...zones.keys()]) ?? guess(zones, clock(), navigator.languages ?? [navigator.language])
}

/** @param {string} code what the reader chose; '' for another country */
export function rememberCountry (code) {
  kept.write(NAME, code)
}

/**
 * The device's time zone says where it is; its language is often what the maker has set. So a time zone of a country
 * without help lines counts as well, and the language counts only where the time zone names no place.
 *
 * @param {Map<string, string[]>} zones
 * @param {string} zone the device's time zone
 * @param {readonly string[]} languages what the device asks for, first choice first
 * @returns {string}
 */
export function guess (zones, zone, languages) {
  for (const [code, own] of zones) if (own.includes(zone)) return code
  if (zone.includes('/') && !zone.startsWith('Etc/')) return ''
  for (const language of languages) {
    const region = /[-_]([A-Z]{2})\b/.exec(language)?.[1] ?? ''
    if (zones.has(region)) return region
  }
  return ''
}

function clock () {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''
  } catch {
    return ''
  }
}

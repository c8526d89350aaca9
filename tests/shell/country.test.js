import assert from 'node:assert/strict'
import { test } from 'node:test'

import { guess } from '../../generator/mkdocs_securebase/theme/scripts/country.js'

const ZONES = new Map([['GB', ['Europe/London']], ['IN', ['Asia/Calcutta', 'Asia/Kolkata']], ['US', ['America/New_York']]])

/** @type {[name: string, zone: string, languages: string[], code: string][]} */
const cases = [
  ['the clock tells the country', 'Europe/London', ['en-US'], 'GB'],
  ['by any name of its zone', 'Asia/Calcutta', ['en-US', 'en'], 'IN'],
  ['a language from elsewhere does not overrule the clock', 'America/New_York', ['hi-IN'], 'US'],
  ['a clock of a country without lines is believed', 'America/Sao_Paulo', ['en-US'], ''],
  ['a clock that hides the place leaves it to the language', 'UTC', ['de', 'en-IN'], 'IN'],
  ['also under its other name', 'Etc/UTC', ['en-GB'], 'GB'],
  ['with a script named in between', '', ['en-Latn-US'], 'US'],
  ['nothing is guessed from a language alone', 'UTC', ['en'], ''],
  ['nor from nothing', '', [], '']
]

for (const [name, zone, languages, code] of cases) {
  test(name, () => assert.equal(guess(ZONES, zone, languages), code))
}

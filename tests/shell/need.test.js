import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NeedFinder } from '../../generator/mkdocs_securebase/theme/scripts/need.js'
import { Lexicon } from '../../generator/mkdocs_securebase/theme/scripts/words.js'

/**
 * @typedef {import('../../generator/mkdocs_securebase/theme/scripts/need.js').Line} Line
 * @typedef {import('../../generator/mkdocs_securebase/theme/scripts/need.js').Help} Help
 */

/** @param {string} name @param {Partial<Line>} values @returns {Line} */
const line = (name, values) => ({ name, purpose: 'crisis', countries: ['GB'], region: '', for: '', contacts: [], numbers: [], names: [name.toLowerCase()], own: '', phrases: [], ...values })
/** @type {Help} */
const help = {
  countries: { IE: ['Ireland', 'Europe/Dublin', 'irish'], GB: ['United Kingdom', 'Europe/London', 'uk|england'], US: ['United States', 'America/New_York', 'us|usa'] },
  lines: [
    line('samaritan', { own: 'samaritan', numbers: ['116123'] }),
    line('shout', { numbers: ['85258'] }),
    line('need talk', { countries: ['NZ'] }),
    line('services', { purpose: 'emergency', numbers: ['112'] }),
    line('refuge', { purpose: 'abuse', countries: ['US'], numbers: ['18007997233'] })
  ],
  intents: [
    { purposes: ['crisis'], phrases: ['suicid', 'kill ... {self}', 'selfharm'], alone: ['despair'] },
    { purposes: ['abuse'], phrases: ['{person} ... hit me', '{person} =reads my messag', 'husband + despair'], certain: ['hit it me'], alone: [] }
  ],
  groups: { self: 'myself himself', person: 'he she husband' },
  everyday: ['hit it off', 'kill time'],
  little: 'a to i want alway is the',
  beside: 'number call ireland unit kingdom',
  forms: {
    '|s|ting': 'hit', '|s|ing|ed': 'kill call', '|e|al|es': 'suicid', '': 'myself himself selfharm self harm he she husband me it off time my i want to a is the always despair shout need talk ireland',
    '|s': 'samaritan number', '|e|es|ing': 'servic', '|e|es': 'messag'
  }
}
const known = new Lexicon({ '|s|ing': 'read text', '': 'hits different love' })
const finder = new NeedFinder(help, known)
/** @param {string} words */
const purposes = words => finder.need(words)?.purposes ?? null
/** @param {string} words */
const named = words => finder.need(words)?.named.map(({ name }) => name) ?? []
/** @param {string} words */
const country = words => finder.need(words)?.country

test('every form of a word counts, and little words may stand between', () => {
  assert.deepEqual(purposes('he hits me'), ['abuse'])
  assert.deepEqual(purposes('He is always hitting me'), ['abuse'])
  assert.deepEqual(purposes('I want to kill myself'), ['crisis'])
})

test('a gap holds three other words at most', () => {
  assert.deepEqual(purposes('he got drunk and hit me'), ['abuse'])
  assert.equal(purposes('he got very drunk that night and hit me'), null)
})

test('slips, and words in one or in two, make no difference', () => {
  assert.deepEqual(purposes('suicde'), ['crisis'])
  assert.deepEqual(purposes('kil myself'), ['crisis'])
  assert.deepEqual(purposes('killmyself'), ['crisis'])
  assert.deepEqual(purposes('self-harm'), ['crisis'])
  assert.deepEqual(purposes('self harm'), ['crisis'])
  assert.deepEqual(purposes('suici'), ['crisis'])
})

test('everyday phrases are set aside first', () => {
  assert.equal(purposes('she and me hit it off'), null)
  assert.equal(purposes('killing time'), null)
})

test('words on both sides of a plus may stand anywhere, in any order', () => {
  assert.deepEqual(purposes('my husband love read despair'), ['abuse'])
  assert.deepEqual(purposes('despair love read love read husband'), ['abuse'])
})

test('a certain phrase counts inside an everyday one', () => {
  assert.deepEqual(purposes('hit it me off'), ['abuse'])
})

test('half hidden words are read', () => {
  assert.deepEqual(purposes('su*cide'), ['crisis'])
  assert.deepEqual(purposes('su1c1de'), ['crisis'])
})

test('a word can count in one form only', () => {
  assert.deepEqual(purposes('he reads my message'), ['abuse'])
  assert.equal(purposes('he read my message'), null)
})

test('some phrases count alone only', () => {
  assert.deepEqual(purposes('despair'), ['crisis'])
  assert.equal(purposes('love and despair'), null)
})

test('a line is found by its number however it is written', () => {
  for (const words of ['116 123', '116123', '116-123', '+44 116 123']) assert.deepEqual(named(words), ['samaritan'], words)
  for (const words of ['1 800 799 7233', '8007997233', '1-800-799-7233']) assert.deepEqual(named(words), ['refuge'], words)
  assert.deepEqual(named('112'), ['services'])
  assert.deepEqual(named('5 4 3 2 1'), [])
})

test('a name that is no other word counts anywhere, any other name only where it is all that is typed', () => {
  assert.deepEqual(named('how do I reach the samaritans tonight'), ['samaritan'])
  assert.deepEqual(named('shout number'), ['shout'])
  assert.deepEqual(named('he and I shout'), [])
  assert.deepEqual(named('need to talk'), ['need talk'])
  assert.deepEqual(named('we need to talk'), [])
})

test('a country that is typed is the one whose lines are shown', () => {
  assert.equal(country('suicide ireland'), 'IE')
  assert.equal(country('suicide'), undefined)
  for (const words of ['suicide uk', 'england suicide', 'suicide United Kingdom']) assert.equal(country(words), 'GB', words)
  for (const words of ['suicide usa', 'suicide in the us', 'suicide number us', 'suicide US']) assert.equal(country(words), 'US', words)
  assert.equal(country('suicide kills us'), undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finder } from '../../generator/mkdocs_securebase/theme/scripts/find.js'

// 'late' is about an answer that does not come, 'ask' about reassurance; B is worth more than A.
/** @type {import('../../generator/mkdocs_securebase/theme/scripts/find.js').Index['entries']} */
const entries = [
  ['faqs/#late', 'Question', 'They have not answered', ''],
  ['lessons/ask/', 'Lesson', 'Ask once, well', ''],
  ['glossary/#reassurance', 'Words', 'reassurance', ''],
  ['lessons/roots/', 'Lesson', 'Where it comes from', ''],
  ['lessons/break/', 'Lesson', 'Break-ups', '']
]
const help = { countries: {}, lines: [], intents: [], groups: {}, everyday: [], little: '', beside: '', forms: {} }
const texts = {
  stems: { text: '1F2A', answer: '1M', reassur: '2F1M', childhood: '4F', break: '5F', up: '5A', breakup: '5M' },
  forms: { '|s|ed|ing': 'text answer', '|e|ed|ance': 'reassur', '': 'childhood break up breakup' },
  phrases: { 'text back': [0] }
}
const find = finder({ entries, help }, texts)
/** @param {string} words */
const all = words => find(words).entries.map(entry => entry.to)

test('every form of a word finds what its stem finds', () => {
  assert.equal(all('texting')[0], 'faqs/#late')
  assert.equal(all('Texted')[0], 'faqs/#late')
})

test('slips of the finger are forgiven', () => {
  assert.equal(all('childhod')[0], 'lessons/roots/')
  assert.equal(all('reasurance')[0], 'glossary/#reassurance')
})

test('half a word is enough while typing', () => {
  assert.equal(all('reassur')[0], 'glossary/#reassurance')
  assert.equal(all('chi')[0], 'lessons/roots/')
})

test('what is worth most stands first', () => {
  assert.deepEqual(all('reassurance'), ['glossary/#reassurance', 'lessons/ask/'])
})

test('a compound is found however it is spelled', () => {
  for (const words of ['breakup', 'break-up', 'break up']) assert.equal(all(words)[0], 'lessons/break/')
})

test('whoever types a search word means its entry', () => {
  assert.equal(all('text back')[0], 'faqs/#late')
})

test('nothing is found for nonsense', () => {
  assert.deepEqual(find('qqqqqq'), { entries: [], need: null })
})

test('without the texts there is still an answer', () => {
  assert.deepEqual(finder({ entries, help })('texting'), { entries: [], need: null })
})

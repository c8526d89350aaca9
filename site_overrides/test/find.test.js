import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finder } from '../scripts/find.js'

const entries = [
  { id: 1, to: 'faqs/#late', kind: 'Question', title: 'They have not answered. What now?', summary: 'Put the phone away.', words: 'left on read · did not text back · waiting for a message' },
  { id: 2, to: 'lessons/ask/', kind: 'Lesson', title: 'Ask once, well', summary: 'Words for tonight.', words: 'reassurance · do you still love me', headings: 'Ask for one thing' },
  { id: 3, to: 'glossary/#reassurance', kind: 'Words', title: 'reassurance', summary: 'Being told that all is well.' },
  { id: 4, to: 'lessons/roots/', kind: 'Lesson', title: 'Where it comes from', summary: 'Childhood and later.', words: 'parents · childhood' }
]
const find = finder(entries)
const first = words => find(words)[0]?.to

test('what somebody would say at night finds the page', () => {
  assert.equal(first('he didn’t text back'), 'faqs/#late')
  assert.equal(first("she didn't text me back"), 'faqs/#late')
  assert.equal(first('texting'), 'faqs/#late')
})

test('slips of the finger are forgiven', () => {
  assert.equal(first('childhod'), 'lessons/roots/')
  assert.equal(first('reasurance'), 'glossary/#reassurance')
})

test('half a word is enough while typing', () => {
  assert.equal(first('reassur'), 'glossary/#reassurance')
})

test('the title counts most', () => {
  assert.deepEqual(find('reassurance').map(entry => entry.id), [3, 2])
})

test('words that say nothing find nothing', () => {
  assert.deepEqual(find('and the of'), [])
})

test('nothing is found for nonsense', () => {
  assert.deepEqual(find('qqqqqq'), [])
})

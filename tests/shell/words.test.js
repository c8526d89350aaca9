import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holds, plainTerm, slips, termsOf } from '../../generator/mkdocs_securebase/theme/scripts/words.js'

test('case, apostrophes and endings do not count', () => {
  assert.equal(plainTerm('Didn’t'), plainTerm("didn't"))
  assert.equal(plainTerm('replies'), plainTerm('reply'))
  assert.equal(plainTerm('texted'), plainTerm('texts'))
  assert.equal(plainTerm('The'), '')
})

test('a text holds what was asked where it holds every word of it', () => {
  assert.equal(holds('phone checking')('How do I stop checking my phone?'), true)
  assert.equal(holds('phone jealousy')('How do I stop checking my phone?'), false)
})

test('the beginning of a word is enough, and its form does not count', () => {
  assert.equal(holds('check')('Stop checking'), true)
  assert.equal(holds('checked')('Stop checking'), true)
  assert.equal(holds('family')('Two families'), true)
  assert.equal(holds('replies')('A late reply'), true)
  assert.equal(holds('read')('It is already late'), false)
})

test('words that say nothing leave nothing out', () => {
  assert.equal(holds('what do I')('Jealousy'), true)
  assert.equal(holds('')('Jealousy'), true)
})

test('a slip is a letter that is wrong, missing, too many or exchanged', () => {
  assert.equal(slips('suicide', 'suicde', 2), 1)
  assert.equal(slips('violence', 'voilence', 2), 1)
  assert.equal(slips('hit', 'hitting', 2), 3)
})

test('accents and apostrophes make no difference', () => {
  assert.deepEqual(termsOf('Don’t  Männern'), ['dont', 'mannern'])
})

/** Files and links: what goes out comes back the same; what comes in may be anything. */

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fromFile, fromFragment, toCsv, toFhir, toFragment, toJson } from '../src/exchange.js'

const asked = { instrument: 'closeness', revision: 'abc', items: { a: ['1', '2', 'skip'], b: ['1', '2', 'skip'] }, nameLength: 16, noteLength: 200 }
const words = (item, response) => response === undefined ? `Statement ${item}` : `Label ${response}`

const run = (changes) => ({
  day: '2026-11-24', revision: 'abc', about: { role: '', name: '' }, responses: { a: '1', b: 'skip' }, scores: {}, note: '', ...changes
})
const friend = run({ day: '2026-11-17', about: { role: 'friend', name: 'L. "Lo", M' }, responses: { b: '2' }, note: '=1+1, "really"' })

test('a file of either kind gives back what went into it', () => {
  for (const spell of [toJson, toCsv]) {
    assert.deepEqual(fromFile(spell(asked, [friend, run()]), asked), { runs: [friend, run()], why: 'read-in' })
  }
})

test('a file names the instrument, the revision and the responses', () => {
  const { instrument, revision, runs: [{ responses }] } = JSON.parse(toJson(asked, [run()]))

  assert.deepEqual([instrument, revision, responses], ['closeness', 'abc', { a: '1', b: 'skip' }])
})

test('a table has a column for each item, blank where it is unanswered, and nothing that a spreadsheet would run', () => {
  const [head, line] = toCsv(asked, [friend]).split('\r\n')

  assert.equal(head, '.instrument,.revision,.day,.about,.note,a,b')
  assert.equal(line, 'closeness,abc,2026-11-17,"friend L. ""Lo"", M","\'=1+1, ""really""",,2')
})

test('a form for clinics says what was answered, and what was skipped', () => {
  const form = JSON.parse(toFhir(asked, run(), words))

  assert.equal(form.resourceType, 'QuestionnaireResponse')
  assert.equal(form.questionnaire, 'Questionnaire/closeness|abc')
  assert.equal(form.status, 'completed')
  assert.deepEqual(form.item[0], { linkId: 'a', text: 'Statement a', answer: [{ valueCoding: { code: '1', display: 'Label 1' } }] })
  assert.equal(form.item[1].answer[0].valueCoding.code, 'skip')
})

test('a form for clinics that is not filled in yet says so', () => {
  assert.equal(JSON.parse(toFhir(asked, friend, words)).status, 'in-progress')
})

test('a form for clinics can be read again', () => {
  assert.deepEqual(fromFile(toFhir(asked, run(), words), asked), { runs: [run()], why: 'read-in' })
})

for (const [about, text, why] of [
  ['empty', '', 'read-useless'],
  ['a letter', 'Dear you,\nit is late.', 'read-useless'],
  ['broken JSON', '{"schema": 1', 'read-useless'],
  ['JSON of another kind', '{"a": 1}', 'read-useless'],
  ['another instrument', toJson({ ...asked, instrument: 'other' }, [run()]), 'read-foreign'],
  ['a table of another instrument', toCsv({ ...asked, instrument: 'other' }, [run()]), 'read-foreign'],
  ['a response that is not on the scale', toJson(asked, [run({ responses: { a: '9' } })]), 'read-useless'],
  ['half a form for clinics', '{"resourceType": "QuestionnaireResponse"}', 'read-useless'],
  ['a form of items that are none', '{"resourceType": "QuestionnaireResponse", "item": [null, {"answer": 3}]}', 'read-useless']
]) {
  test(`a file of no use: ${about}`, () => assert.deepEqual(fromFile(text, asked), { runs: [], why }))
}

test('answers to another version are told apart', () => {
  const old = run({ revision: 'old', responses: { gone: '4' } })

  assert.deepEqual(fromFile(toJson(asked, [old]), asked), { runs: [old], why: 'read-older' })
})

test('a link carries days, roles and responses, and neither names nor notes', () => {
  const fragment = toFragment(asked, [friend, run()])

  assert.equal(fragment, '#answers=closeness~abc~2026-11-17.friend.-1~2026-11-24..02')
  assert.deepEqual(fromFragment(fragment, asked), {
    runs: [{ ...friend, about: { role: 'friend', name: '' }, note: '' }, run()], why: 'read-in'
  })
})

test('a link holds nothing that an address would have to spell otherwise', () => {
  assert.match(toFragment(asked, [friend, run()]).slice(1), /^[\w.~=-]+$/)
})

for (const [about, hash, expected] of [
  ['no fragment', '', null],
  ['a place on the page', '#numbers', null],
  ['another instrument', '#answers=other~abc~2026-11-24..02', 'read-foreign'],
  ['another version', '#answers=closeness~old~2026-11-24..02', 'read-older'],
  ['nothing', '#answers=', 'read-useless'],
  ['letters that stand for nothing', '#answers=closeness~abc~2026-11-24..zz', 'read-useless'],
  ['no day', '#answers=closeness~abc~..02', 'read-useless']
]) {
  test(`a link with ${about}`, () => {
    const read = fromFragment(hash, asked)
    assert.deepEqual(read && [read.runs, read.why], expected && [[], expected])
  })
}

test('10,000 broken files and links: never a fault, never a response that is not on the scale', () => {
  let seed = 20261124
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 4294967296
  }
  const whole = [toJson(asked, [friend, run()]), toCsv(asked, [friend, run()]), toFhir(asked, run(), words), toFragment(asked, [friend, run()])]
  for (let round = 0; round < 10000; round++) {
    const letters = [...whole[round % whole.length]]
    for (let change = 0; change <= random() * 4; change++) {
      letters.splice(random() * letters.length, random() * 3, String.fromCharCode(32 + random() * 95))
    }
    const text = letters.join('')
    for (const { revision, responses } of [...fromFile(text, asked).runs, ...(fromFragment(text, asked)?.runs ?? [])]) {
      for (const [item, response] of Object.entries(responses)) {
        assert.ok(revision !== 'abc' || asked.items[item].includes(response))
      }
    }
  }
})

test('a note that a spreadsheet would run is defused, and comes back as it was written', () => {
  for (const note of ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', "'=1"]) {
    const table = toCsv(asked, [run({ note })])

    assert.doesNotMatch(table, /,"?[=+\-@\t\r＝]/)
    assert.equal(fromFile(table, asked).runs[0].note.trim(), note.trim())
  }
})

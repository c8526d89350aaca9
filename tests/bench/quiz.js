/** Microseconds for a score and for a response, here and with survey-core; and who scores rows with blanks right. */

import { readFileSync } from 'node:fs'

import { score, suggest } from '../../quiz/runtime/src/score.js'
import { newModel, scoreSurvey } from './survey.js'

const table = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const items = Object.keys(table.points)

let seed = 36
const random = () => { seed = (seed * 48271) % 2147483647; return seed / 2147483647 }
const row = (blanks) => Object.fromEntries(items
  .filter(() => random() >= blanks)
  .map((item) => [item, 1 + Math.floor(7 * random())]))
const complete = Array.from({ length: 240 }, () => row(0))
const withBlanks = Array.from({ length: 60 }, () => row(0.08)).map((one) => {
  if (Object.keys(one).length === items.length) delete one.i3 // each has a blank at least
  return one
})

/** The microseconds that one call takes, in the best of many short rounds: others use the machine as well. */
function microseconds (calls, call) {
  const rounds = []
  for (let round = 0; round < 60; round += 1) {
    const began = performance.now()
    for (let at = 0; at < calls; at += 1) call(at)
    rounds.push((performance.now() - began) * 1000 / calls)
  }
  return Math.min(...rounds)
}

/** Both means as floats, null where there is none. */
function ours (responses) {
  const { scores } = score(table, responses)
  return ['first', 'second'].map((id) => scores[id].value && scores[id].value[0] / scores[id].value[1])
}

/** The means of the answered items by plain arithmetic, where 15 of 18 are answered. */
function truth (responses) {
  return [1, 0].map((odd) => {
    const points = items
      .map((item) => Number(item.slice(1)))
      .filter((n) => n % 2 === odd && `i${n}` in responses)
      .map((n) => n % 3 === 0 ? 8 - responses[`i${n}`] : responses[`i${n}`])
    return points.length >= 15 ? points.reduce((a, b) => a + b, 0) / points.length : null
  })
}

const near = (one, other) => one === other || (one !== null && other !== null && Math.abs(one - other) < 1e-9)
const right = (rows, means) => rows.filter((one) => {
  const [expected, found] = [truth(one), means(one)]
  return expected.every((mean, at) => mean === null ? found[at] === null : near(mean, found[at]))
}).length
const scorable = withBlanks.filter((one) => truth(one).every((mean) => mean !== null))

const model = newModel()
const typed = { ...complete[0] }
const answering = newModel()
let given = 0
console.log(JSON.stringify({
  score: [microseconds(240, (at) => score(table, complete[at % 240])), microseconds(6, (at) => scoreSurvey(model, complete[at % 240]))],
  response: [
    microseconds(252, (at) => {
      typed[items[at % 36]] = 1 + at % 7
      suggest(table, score(table, typed, 90))
    }),
    microseconds(12, () => {
      given += 1 // another item each time, and another response to it each time round
      answering.setValue(items[given % 36], 1 + Math.floor(given / 36) % 7)
    })
  ],
  complete: [right(complete, ours), right(complete, (one) => scoreSurvey(newModel(), one)), complete.length],
  blanks: [right(scorable, ours), right(scorable, (one) => scoreSurvey(newModel(), one)), scorable.length]
}))

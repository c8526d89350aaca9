/** Milliseconds from nothing to the first score in a new process: `node cold.js ours TABLE` or `node cold.js survey`. */

import { readFileSync } from 'node:fs'

const responses = Object.fromEntries(Array.from({ length: 36 }, (_, at) => [`i${at + 1}`, 1 + at % 7]))
const [which, file] = process.argv.slice(2)
const text = which === 'ours' ? readFileSync(file, 'utf8') : ''

const began = performance.now()
if (which === 'ours') {
  const { score } = await import('../../quiz/runtime/src/score.js')
  score(JSON.parse(text), responses)
} else {
  const { newModel, scoreSurvey } = await import('./survey.js')
  scoreSurvey(newModel(), responses)
}
console.log(performance.now() - began)

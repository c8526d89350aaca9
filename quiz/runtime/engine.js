/**
 * The JavaScript evaluator as a process: a line of JSON in, a line of JSON out. Takes the path of a score.js.
 *
 * A line with a `table` sets it for all that follow; a line with `responses` is scored.
 */

import { once } from 'node:events'
import { pathToFileURL } from 'node:url'

import { measure } from './src/measurement.js'

const { score, suggest, tell } = await import(pathToFileURL(process.argv[2]).href)

let table
let rest = ''
for await (const chunk of process.stdin.setEncoding('utf8')) { // no more is read than is answered: memory stays as it is
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) {
    const said = answer(JSON.parse(line))
    if (said && !process.stdout.write(`${JSON.stringify(said)}\n`)) await once(process.stdout, 'drain')
  }
}

/** @param {any} given  A line; nothing is said to one that only sets the table. */
function answer (given) {
  table = given.table ?? table
  if (!given.responses) return null
  const { responses, seconds = null, gate = null, contexts = [] } = given
  try {
    const result = score(table, responses, seconds)
    const lessons = suggest(table, result, gate, contexts)
    const told = tell(table, result, responses, gate)
    return { ...result, lessons, told, measured: measure(table, result.scores) }
  } catch (error) {
    return { error: String(error) }
  }
}

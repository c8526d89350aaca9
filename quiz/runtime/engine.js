/**
 * The JavaScript evaluator as a process: a line of JSON in, a line of JSON out. Takes the path of a score.js.
 *
 * A line with a `table` sets it for all that follow; a line with `responses` is scored.
 */

import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

import { measure } from './src/measurement.js'

const { score, suggest, tell } = await import(pathToFileURL(process.argv[2]).href)

let table
for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line)
  table = given.table ?? table
  if (!given.responses) continue
  const { responses, seconds = null, gate = null, contexts = [] } = given
  try {
    const result = score(table, responses, seconds)
    const lessons = suggest(table, result, gate, contexts)
    const told = tell(table, result, responses, gate)
    console.log(JSON.stringify({ ...result, lessons, told, measured: measure(table, result.scores) }))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }))
  }
}

/** The JavaScript evaluator as a process: a line of JSON in, a line of JSON out. Takes the path of a score.js. */

import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const { score, suggest } = await import(pathToFileURL(process.argv[2]).href)

for await (const line of createInterface({ input: process.stdin })) {
  const { table, responses, seconds = null, gate = null, contexts = [] } = JSON.parse(line)
  try {
    const result = score(table, responses, seconds)
    console.log(JSON.stringify({ ...result, lessons: suggest(table, result, gate, contexts) }))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }))
  }
}

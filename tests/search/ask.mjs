// Asks the real search many questions: reads the two scripts of the index and the queries, writes what it found.
import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import { finder } from '../../generator/mkdocs_securebase/theme/scripts/find.js'

const [index, texts] = process.argv.slice(2, 4)
const context = { self: {} }
for (const file of [index, texts]) vm.runInNewContext(readFileSync(file, 'utf-8'), context)
const find = finder(context.self.searchIndex, context.self.searchTexts)
const queries = JSON.parse(readFileSync(0, 'utf-8'))
console.log(JSON.stringify(queries.map(query => {
  const { entries, need } = find(query)
  return { to: entries.map(entry => entry.to), purposes: need?.purposes ?? null, named: need?.named.map(line => line.name) ?? [] }
})))

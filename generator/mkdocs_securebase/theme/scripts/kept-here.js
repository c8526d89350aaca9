/** On the home page: the way back to answers that this device keeps; nothing is shown where it keeps none. */

import { keepsRuns, today, weeksBefore } from '../../../../quiz/runtime/src/runs.js'
import { all, find } from './dom.js'
import { whileThere } from './stands.js'

/** @param {Document} page */
export function startKeptHere (page) {
  const part = find(page, '[data-kept-here]')
  if (!part) return
  const look = () => {
    const ways = all(part, '[data-kept]')
    for (const way of ways) {
      const { kept = '', weeks } = way.dataset
      way.hidden = !keepsRuns(() => window.localStorage, kept, weeksBefore(today(), Number(weeks)))
    }
    part.hidden = ways.every(way => way.hidden)
  }
  look()
  for (const change of ['storage', 'pageshow']) whileThere(part, window, change, look)
}

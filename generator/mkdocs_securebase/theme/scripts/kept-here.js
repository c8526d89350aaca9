/** On the home page: the way back to answers that this device keeps, and no word of it where it keeps none. */

import { whileThere } from './stands.js'
import { dayOf, keepsRuns, weeksBefore } from '../../../../quiz/runtime/src/runs.js'

/** @param {Document} page */
export function startKeptHere (page) {
  const part = page.querySelector('[data-kept-here]')
  if (!part) return
  const look = () => {
    const ways = [...part.querySelectorAll('[data-kept]')]
    for (const way of ways) {
      way.hidden = !keepsRuns(() => window.localStorage, way.dataset.kept, weeksBefore(dayOf(new Date()), Number(way.dataset.weeks)))
    }
    part.hidden = ways.every(way => way.hidden)
  }
  look()
  for (const change of ['storage', 'pageshow']) whileThere(part, window, change, look)
}

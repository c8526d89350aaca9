/** Answers that a reader erases in one tab are forgotten by all other tabs, whatever page they show. */

import { ERASED } from '../../../../quiz/runtime/src/runs.js'

export function startErased () {
  window.addEventListener('storage', event => {
    if (event.key !== ERASED || !event.newValue) return
    try {
      window.sessionStorage.removeItem(event.newValue)
    } catch {
      // blocked storage holds nothing to erase
    }
  })
}

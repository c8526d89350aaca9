/** What a reader erases in one tab leaves the others too, whatever page they show: quiz/runtime tells them its name. */

const ERASED = 'erased'

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

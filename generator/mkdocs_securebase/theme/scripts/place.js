/**
 * The place of a reader in a questionnaire stands in the browser's history. Other scripts overwrite the history when they
 * note how far a page is scrolled.
 */

/** Others may write there what they like, but our part stays. @param {History} history */
export function keepPlace (history) {
  const replace = history.replaceState
  history.replaceState = function (state, ...rest) {
    const check = this.state?.check
    const kept = check && state && typeof state === 'object' && !('check' in state) ? { ...state, check } : state
    return replace.call(this, kept, ...rest)
  }
}

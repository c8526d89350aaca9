/** Where a reader is in a questionnaire stands in the browser's history, which other scripts overwrite when they note how far a page is scrolled. */

/** Let others write what they like there, but keep our part. @param {History} history */
export function keepPlace (history) {
  const replace = history.replaceState
  history.replaceState = function (state, ...rest) {
    const check = this.state?.check
    const kept = check && state && typeof state === 'object' && !('check' in state) ? { ...state, check } : state
    return replace.call(this, kept, ...rest)
  }
}

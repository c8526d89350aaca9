/** Words as they are compared: without case, apostrophes, endings, and without the words that say nothing. */

const FILLERS = new Set('a an and are at be by do does for from have he her him his how i im in is it me my of on or she so that the their them they this to was we what when why will with you your'.split(' '))

/** @param {string} term @returns {string | null} the term as it is compared; null where it says nothing */
export function plainTerm (term) {
  const plain = plainText(term)
  return FILLERS.has(plain) ? null : stem(plain)
}

/** @param {string} text */
export function plainText (text) {
  return text.toLowerCase().replace(/[’']/g, '')
}

/** @param {string} text @returns {string[]} its words, as they stand */
export function termsOf (text) {
  return text.split(/[\s\p{Pd}/·.,;:!?“”"()]+/u).filter(Boolean)
}

/** Ends that only change a word's form: 'replies' and 'reply', 'texted' and 'text'. */
function stem (word) {
  if (word.length < 5) return word
  return word
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
    .replace(/(..[^aeiou])(?:ed|ing)$/, '$1')
}

/**
 * @param {string} asked what somebody typed
 * @returns {(text: string) => boolean} whether a text holds all of its words, whole or as the beginning of others
 */
export function holds (asked) {
  const terms = termsOf(asked).map(plainTerm).filter(Boolean)
  return text => {
    const words = ` ${termsOf(plainText(text)).join(' ')}`
    return terms.every(term => words.includes(` ${term}`) || words.includes(` ${term.replace(/y$/, 'ies')}`))
  }
}

/** Words as they are compared: in small letters, without apostrophes and endings, and without the words that mean little. */

const FILLERS = new Set('a an and are at be by do does for from have he her him his how i im in is it me my of on or she so that the their them they this to was we what when why will with you your not isnt dont didnt doesnt cant cannot wont im hes shes theyre youre ive id'.split(' '))

/** @param {string} word @returns {boolean} whether it means little by itself */
export function isFiller (word) {
  return FILLERS.has(word)
}

/** @param {string} term @returns {string} the term as it is compared; '' where it means little */
export function plainTerm (term) {
  const plain = plainText(term)
  return FILLERS.has(plain) ? '' : withoutEnding(plain)
}

/** @param {string} text */
export function plainText (text) {
  return text.toLowerCase().replace(/[’']/g, '').normalize('NFD').replace(/\p{M}/gu, '')
}

/** @param {string} text @returns {string[]} its words in small letters; `stems.py` splits the guide's texts in the same way */
export function termsOf (text) {
  return plainText(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/**
 * The word without an ending that only changes its form: 'replies' becomes 'reply', 'texted' becomes 'text'.
 * @param {string} word
 */
function withoutEnding (word) {
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
    const words = ` ${termsOf(text).join(' ')}`
    return terms.every(term => words.includes(` ${term}`) || words.includes(` ${term.replace(/y$/, 'ies')}`))
  }
}

/**
 * How many typing mistakes lie between two words: letters that are wrong, missing, too many or exchanged with their
 * neighbour.
 * @param {string} a @param {string} b @param {number} most counting stops beyond this
 * @returns {number} at most `most` + 1
 */
export function slips (a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1
  /** @type {number[]} */
  let older = []
  let old = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    older = old
    old = row
  }
  return old[b.length]
}

/** Which words people may have meant: by every form that is known, by its beginning, or with a typing mistake or two. */
export class Lexicon {
  /** @param {Record<string, string>} forms words by their endings, as render/search.py packs them: {'|s|ing': 'hit kick'} */
  constructor (forms) {
    /** @type {Map<string, string>} */
    this.stems = new Map()
    /** @type {Map<string, string[]>} */
    this.byLetter = new Map()
    for (const [endings, bases] of Object.entries(forms)) {
      const [own, ...others] = endings.split('|')
      for (const base of bases.split(' ')) {
        for (const ending of [own, ...others]) this.add(base + ending, base + own)
      }
    }
  }

  /** @param {string} form @param {string} stem */
  add (form, stem) {
    if (this.stems.has(form) && form === stem) return // a stem that is also a form of another word
    this.stems.set(form, stem)
    const alike = this.byLetter.get(form[0])
    if (alike) alike.push(form)
    else this.byLetter.set(form[0], [form])
  }

  /** @param {string} word @returns {string | undefined} */
  stem (word) {
    return this.stems.get(word)
  }

  /**
   * @param {string} word that is not known
   * @returns {Set<string>} the stems of the known words nearest to it, with the same first letter: that is seldom wrong
   */
  near (word) {
    let least = word.length < 7 ? 1 : 2
    /** @type {Set<string>} */
    let found = new Set()
    for (const form of this.byLetter.get(word[0]) ?? []) {
      if (form.length < 4) continue
      const count = slips(word, form, least)
      if (count > least) continue
      if (count < least) found = new Set()
      least = count
      found.add(this.stems.get(form) ?? form)
    }
    return found
  }

  /** @param {string} start @returns {Set<string>} the stems of all words that begin with it */
  begun (start) {
    return new Set((this.byLetter.get(start[0]) ?? []).filter(form => form.startsWith(start)).map(form => this.stems.get(form) ?? form))
  }
}

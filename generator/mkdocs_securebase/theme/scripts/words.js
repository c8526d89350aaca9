/** Words as they are compared: without case, apostrophes, endings, and without the words that say nothing. */

const FILLERS = new Set('a an and are at be by do does for from have he her him his how i im in is it me my of on or she so that the their them they this to was we what when why will with you your not isnt dont didnt doesnt cant cannot wont im hes shes theyre youre ive id'.split(' '))

/** @param {string} word @returns {boolean} whether it says nothing by itself */
export function isFiller (word) {
  return FILLERS.has(word)
}

/** @param {string} term @returns {string | null} the term as it is compared; null where it says nothing */
export function plainTerm (term) {
  const plain = plainText(term)
  return FILLERS.has(plain) ? null : stem(plain)
}

/** @param {string} text */
export function plainText (text) {
  return text.toLowerCase().replace(/[’']/g, '').normalize('NFD').replace(/\p{M}/gu, '')
}

/** @param {string} text @returns {string[]} its words in small letters; `stems.py` splits the guide's texts alike */
export function termsOf (text) {
  return plainText(text).match(/[\p{L}\p{N}]+/gu) ?? []
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
    const words = ` ${termsOf(text).join(' ')}`
    return terms.every(term => words.includes(` ${term}`) || words.includes(` ${term.replace(/y$/, 'ies')}`))
  }
}

/**
 * Slips of the finger: how many letters are wrong, missing, too many or exchanged with their neighbour.
 * @param {string} a @param {string} b @param {number} most nobody asks beyond this
 * @returns {number} at most `most` + 1
 */
export function slips (a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
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

/** Which words people may have meant: by every form that is known, by its beginning, or with a slip or two. */
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

  add (form, stem) {
    if (this.stems.has(form) && form === stem) return // a stem that is another word's form
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
   * @returns {Set<string>} the stems of the known words that are nearest to it; the first letter is seldom wrong
   */
  near (word) {
    let least = word.length < 7 ? 1 : 2
    let found = new Set()
    for (const form of this.byLetter.get(word[0]) ?? []) {
      if (form.length < 4) continue
      const count = slips(word, form, least)
      if (count > least) continue
      if (count < least) found = new Set()
      least = count
      found.add(this.stems.get(form))
    }
    return found
  }

  /** @param {string} start @returns {Set<string>} the stems of all words that begin so */
  begun (start) {
    return new Set((this.byLetter.get(start[0]) ?? []).filter(form => form.startsWith(start)).map(form => this.stems.get(form)))
  }
}

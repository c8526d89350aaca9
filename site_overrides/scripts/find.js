/** Finding by everyday words: typing slips, parts of words and short filler words must not stand in the way. */

import MiniSearch from 'minisearch'

const FILLERS = new Set('a an and are at be by do does for from have he her him his how i im in is it me my of on or she so that the their them they this to was we what when why will with you your'.split(' '))

/** @param {string} term @returns {string | null} the term as it is indexed; null where it says nothing */
export function plainTerm (term) {
  const plain = term.toLowerCase().replace(/[’']/g, '')
  return FILLERS.has(plain) ? null : stem(plain)
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
 * @typedef {{ id: number, to: string, kind: string, title: string, summary: string, words?: string, headings?: string }} Entry
 * @param {readonly Entry[]} entries
 * @returns {(words: string) => Entry[]} the best entries for what somebody typed, best first
 */
export function finder (entries) {
  const index = new MiniSearch({
    fields: ['title', 'words', 'headings', 'summary'],
    tokenize: text => text.split(/[\s\p{Pd}/·.,;:!?“”"()]+/u).filter(Boolean),
    processTerm: plainTerm,
    searchOptions: {
      boost: { title: 3, words: 3, headings: 1.5 },
      prefix: term => term.length > 2,
      fuzzy: term => term.length > 3 ? 0.2 : 0,
      combineWith: 'OR'
    }
  })
  index.addAll(entries)
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  return words => {
    const hits = index.search(words)
    const best = hits.length ? hits[0].score : 0
    return hits.filter(hit => hit.score > best / 6).slice(0, 12).map(hit => byId.get(hit.id))
  }
}

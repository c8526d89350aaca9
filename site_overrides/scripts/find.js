/** Finding by everyday words: typing slips, parts of words and short filler words must not stand in the way. */

import MiniSearch from 'minisearch'
import { plainTerm, termsOf } from './words.js'

/**
 * @typedef {{ id: number, to: string, kind: string, title: string, summary: string, words?: string, headings?: string }} Entry
 * @param {readonly Entry[]} entries
 * @returns {(words: string) => Entry[]} the best entries for what somebody typed, best first
 */
export function finder (entries) {
  const index = new MiniSearch({
    fields: ['title', 'words', 'headings', 'summary'],
    tokenize: termsOf,
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

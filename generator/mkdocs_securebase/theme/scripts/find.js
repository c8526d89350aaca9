/** Finding by everyday words. The build has weighed every word; this adds up, and forgives slips and other spellings. */

import { NeedFinder } from './need.js'
import { Lexicon, isFiller, termsOf } from './words.js'

const NOTHING = { stems: {}, forms: {}, phrases: {} }
const FEW = 4 // shown however little they fit
const MOST = 12
const FILLER = 0.15 // what a word that says nothing counts beside others
const SLIP = 0.6
const WHOLE = 400 // for typing just a title or a search word; a rare word in a title is worth some 500
const PART = 120 // for one of them inside what was typed

/**
 * @typedef {{ to: string, kind: string, title: string, summary: string }} Entry
 * @typedef {{ entries: [string, string, string, string][], help: object }} Index
 * @typedef {{ stems: Record<string, string>, forms: Record<string, string>, phrases: Record<string, number[]> }} Texts
 * @param {Index} index @param {Texts} texts
 * @returns {(typed: string) => { entries: Entry[], need: import('./need.js').Need | null }} the best entries, best first
 */
export function finder ({ entries, help }, { stems, forms, phrases } = NOTHING) {
  const known = new Lexicon(forms)
  const needs = new NeedFinder(help, known)
  const rarity = stem => Math.log(1 + entries.length / (1 + held(stem).length))
  const cache = new Map()

  /** @returns {[number, number][]} the entries that hold a stem, each with what it is worth there */
  function held (stem) {
    if (!cache.has(stem)) cache.set(stem, unpacked(stems[stem] ?? ''))
    return cache.get(stem)
  }

  /** What a word may mean, each with how surely. */
  function meanings (word, last) {
    const stem = known.stem(word)
    if (stem) return new Map([[stem, 1]])
    const begun = (last ? word.length > 1 : word.length > 3) ? known.begun(word) : new Set()
    if (begun.size) return new Map([...begun].map(found => [found, 0.8]))
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const [first, second] = [known.stem(word.slice(0, cut)), known.stem(word.slice(cut))]
      if (first && second) return new Map([[first, SLIP], [second, SLIP]])
    }
    const near = word.length > 3 ? known.near(word) : new Set()
    return new Map([...near].map(found => [found, SLIP]))
  }

  /** What was typed as units that each count once: words, and neighbours that make a compound. */
  function units (terms) {
    const found = terms.map((word, at) => ({ of: meanings(word, at === terms.length - 1), part: isFiller(word) ? FILLER : 1 }))
    for (let at = 0; at + 1 < terms.length; at++) {
      const both = terms[at] + terms[at + 1]
      const stem = both.length > 5 && Math.min(terms[at].length, terms[at + 1].length) > 1 ? known.stem(both) : undefined
      if (!stem) continue
      found[at].part *= 0.4
      found[at + 1].part *= 0.4
      found.push({ of: new Map([[stem, 1]]), part: 1 })
    }
    return found
  }

  function search (typed) {
    const terms = termsOf(typed)
    const points = new Map()
    const shares = new Map()
    let whole = 0
    for (const { of, part } of units(terms)) {
      const best = new Map()
      let weight = 0
      for (const [stem, sure] of of) {
        const rare = rarity(stem)
        weight = Math.max(weight, rare * sure)
        for (const [entry, worth] of held(stem)) best.set(entry, Math.max(best.get(entry) ?? 0, worth * rare * sure))
      }
      weight *= part
      whole += weight
      for (const [entry, worth] of best) {
        points.set(entry, (points.get(entry) ?? 0) + worth * part)
        shares.set(entry, (shares.get(entry) ?? 0) + weight)
      }
    }
    for (const [entry, sum] of points) points.set(entry, sum * (shares.get(entry) / whole) ** 1.5)
    const line = ` ${terms.map(word => known.stem(word) ?? word).join(' ')} `
    for (const [phrase, found] of Object.entries(phrases)) {
      if (!line.includes(` ${phrase} `)) continue
      const bonus = phrase.length === line.length - 2 ? WHOLE : phrase.includes(' ') ? PART : 0
      for (const entry of found) points.set(entry, (points.get(entry) ?? 0) + bonus)
    }
    const least = Math.max(0, ...points.values()) / 12
    return [...points].sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .filter(([, sum], at) => at < FEW || sum > least).slice(0, MOST)
      .map(([entry]) => { const [to, kind, title, summary] = entries[entry]; return { to, kind, title, summary } })
  }

  return typed => ({ entries: search(typed), need: needs.need(typed) })
}

/** @param {string} packed entries of a stem, as render/search.py writes them @returns {[number, number][]} */
function unpacked (packed) {
  let entry = -1
  return [...packed.matchAll(/([0-9a-z]+)([A-Z])/g)].map(([, further, letter]) => {
    entry += parseInt(further, 36)
    return [entry, 1.25 ** (letter.charCodeAt(0) - 65)]
  })
}

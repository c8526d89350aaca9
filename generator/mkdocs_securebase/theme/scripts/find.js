/** Finding by everyday words. The build has weighed every word; this adds up, and forgives typing mistakes. */

import { NeedFinder } from './need.js'
import { Lexicon, isFiller, termsOf } from './words.js'

/**
 * @typedef {{ to: string, kind: string, title: string, summary: string }} Entry
 * @typedef {{ entries: [string, string, string, string][], help: import('./need.js').Help }} Index
 * @typedef {{ stems: Record<string, string>, forms: Record<string, string>, phrases: Record<string, number[]> }} Texts
 * @typedef {{ of: Map<string, number>, part: number }} Unit  Stems, each with how sure it is; and what the unit counts.
 * @typedef {(typed: string) => { entries: Entry[], need: import('./need.js').Need | null }} Find
 */

/** @type {Texts} */
const NOTHING = { stems: {}, forms: {}, phrases: {} }
/** So many of the best entries are shown, however little they fit. */
const FEW = 4
const MOST = 12
/** What a word that means little counts beside others. */
const FILLER = 0.15
/** How sure a meaning is that needs a typing mistake. */
const SLIP = 0.6
/** For typing just a title or a search word; a rare word in a title is worth some 500. */
const WHOLE = 400
/** For a title or a search word inside what was typed. */
const PART = 120

/**
 * @param {Index} index @param {Texts} texts
 * @returns {Find} gives the best entries, best first
 */
export function finder ({ entries, help }, { stems, forms, phrases } = NOTHING) {
  const known = new Lexicon(forms)
  const needs = new NeedFinder(help, known)
  /** @type {Map<string, [number, number][]>} */
  const cache = new Map()

  /** @param {string} stem @returns {[number, number][]} the entries that hold a stem, each with what it is worth there */
  function held (stem) {
    let found = cache.get(stem)
    if (!found) cache.set(stem, found = unpacked(stems[stem] ?? ''))
    return found
  }

  /**
   * What a word may mean: stems, each with how sure it is.
   * @param {string} word @param {boolean} last  It may still be unfinished.
   * @returns {Map<string, number>}
   */
  function meanings (word, last) {
    const stem = known.stem(word)
    if (stem) return new Map([[stem, 1]])
    if (word.length > (last ? 1 : 3)) {
      const begun = known.begun(word)
      if (begun.size) return new Map([...begun].map(found => [found, 0.8]))
    }
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const [first, second] = [known.stem(word.slice(0, cut)), known.stem(word.slice(cut))]
      if (first && second) return new Map([[first, SLIP], [second, SLIP]])
    }
    return new Map(word.length > 3 ? [...known.near(word)].map(found => [found, SLIP]) : [])
  }

  /**
   * What was typed as units that each count once: words, and neighbours that make a compound.
   * @param {string[]} terms
   */
  function units (terms) {
    /** @type {Unit[]} */
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

  /** @param {string} typed @returns {Entry[]} */
  function search (typed) {
    const terms = termsOf(typed)
    /** @type {Map<number, number>} Entry to what it earns. */
    const points = new Map()
    /** @type {Map<number, number>} Entry to the weight of the units that it holds. */
    const shares = new Map()
    let whole = 0
    for (const { of, part } of units(terms)) {
      /** @type {Map<number, number>} */
      const best = new Map()
      let weight = 0
      for (const [stem, sure] of of) {
        const holders = held(stem)
        const rare = sure * Math.log(1 + entries.length / (1 + holders.length))
        weight = Math.max(weight, rare)
        for (const [entry, worth] of holders) best.set(entry, Math.max(best.get(entry) ?? 0, worth * rare))
      }
      weight *= part
      whole += weight
      for (const [entry, worth] of best) {
        points.set(entry, (points.get(entry) ?? 0) + worth * part)
        shares.set(entry, (shares.get(entry) ?? 0) + weight)
      }
    }
    for (const [entry, sum] of points) points.set(entry, sum * ((shares.get(entry) ?? 0) / whole) ** 1.5)
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

/**
 * Whether somebody who types into search seems to need help, and which help lines: from the phrases of
 * content/safety.yaml, which render/search.py hands over.
 */

import { Lexicon, termsOf } from './words.js'

/** How many words '...' in a phrase may stand for. */
const GAP = 3
/** Names a country if written in capitals, or beside a word for a line or a place. */
const US = 'us'
const IN = ['in', 'the']
/** So many letters of a word are enough while it is being typed. */
const BEGUN = 5

/**
 * @typedef {{ purpose: string, countries: string[], region: string, name: string, for: string,
 *   contacts: { label: string, href: string }[], numbers: string[], names: string[], own: string, phrases: string[] }} Line
 * @typedef {object} Help  What render/search.py writes about help.
 * @property {Record<string, [name: string, zones: string, called?: string]>} countries  By their codes.
 * @property {Line[]} lines
 * @property {{ purposes: string[], certain?: string[], phrases: string[], alone: string[] }[]} intents
 * @property {Record<string, string>} groups  Words that may stand for each other in a phrase.
 * @property {string[]} everyday  Phrases that sound alike and mean no harm.
 * @property {string} little  Words that may stand between others.
 * @property {string} beside  Words that may stand beside the name of a line.
 * @property {Record<string, string>} forms
 *
 * @typedef {{ stems: Set<string>, exact: Set<string>, gap: number }} Place
 *   What may stand at one place of a phrase, and how many words may come before it.
 * @typedef {Place[][]} Pattern  A phrase: runs of places. The runs may stand anywhere, in any order.
 * @typedef {{ word: string, stem: string, near: Set<string> }} Token  A typed word; `near`: stems it may be meant for.
 * @typedef {{ tokens: (Token | null)[], possible: Set<Pattern> }} Typed
 *   What was typed: null where an everyday phrase stood. Only the possible patterns need to be tried.
 * @typedef {{ line: Line, names: string[][], own: string[], phrases: Pattern[] }} Known  A line with its names as patterns.
 * @typedef {{ purposes: string[], certain: Pattern[], phrases: Pattern[], alone: Pattern[] }} Intent
 * @typedef {{ purposes: string[], named: Line[], country?: string }} Need
 */

export class NeedFinder {
  /** @param {Help} help @param {Lexicon} known every word of the guide */
  constructor (help, known) {
    this.known = known
    this.words = new Lexicon(help.forms)
    /** @type {Map<string, Pattern[]>} Patterns by the words that they may start with, so that few have to be tried. */
    this.starting = new Map()
    this.groups = Object.fromEntries(Object.entries(help.groups).map(([name, words]) => [name, words.split(' ')]))
    this.little = new Set(help.little.split(' '))
    this.beside = new Set(help.beside.split(' '))
    const places = [
      ...Object.entries(help.countries).flatMap(([code, [name, , called = '']]) =>
        [name, ...called.split('|').filter(Boolean)].map(own => ({ code, words: this.cut(own) }))),
      ...help.lines.filter(line => line.region).map(line => ({ code: line.countries[0], words: this.cut(line.region) }))
    ]
    this.countries = places.sort((a, b) => b.words.length - a.words.length) // 'northern ireland' before 'ireland'
    /** @type {Known[]} */
    this.lines = help.lines.map(line => ({
      line,
      names: line.names.map(name => name.split(' ').filter(word => !this.little.has(word))),
      own: line.own ? line.own.split(' ') : [],
      phrases: this.patterns(line.phrases)
    }))
    /** @type {Intent[]} */
    this.intents = help.intents.map(({ purposes, certain = [], phrases, alone }) => ({
      purposes,
      certain: this.patterns(certain),
      phrases: this.patterns(phrases),
      alone: this.patterns(alone)
    }))
    this.everyday = this.patterns(help.everyday)
  }

  /** @param {string} typed @returns {Need | null} */
  need (typed) {
    const terms = termsOf(unveiled(typed))
    const whole = [terms, this.respelled(terms)].map(way => this.read(way))
    const ways = whole.map(way => this.withoutEveryday(way))
    /** @type {Set<string>} */
    const purposes = new Set()
    for (const intent of this.intents) {
      const certain = whole.some(way => intent.certain.some(pattern => this.find(pattern, way)))
      if (certain || ways.some(way => this.means(intent, way))) for (const purpose of intent.purposes) purposes.add(purpose)
    }
    const numbers = numbersIn(terms)
    const named = this.lines
      .filter(held => ways.some(way => this.names(held, way)) || held.line.numbers.some(own => numbers.some(number => sameNumber(number, own))))
      .map(held => held.line)
    for (const line of named) purposes.add(line.purpose)
    return purposes.size ? { purposes: [...purposes], named, country: this.countryIn(typed, terms) } : null
  }

  /**
   * The code of the country that is named beside the rest: 'suicide line ireland', 'hotline uk'.
   * @param {string} typed @param {string[]} terms
   */
  countryIn (typed, terms) {
    const stems = terms.map(word => this.words.stem(word) ?? word)
    /** @param {number} at */
    const place = at => /\bUS\b/.test(typed) || IN.includes(terms[at - 1]) || this.beside.has(stems[at - 1]) || this.beside.has(stems[at + 1])
    const named = stems.filter((word, at) => word !== US || place(at))
    return this.countries.find(({ words }) => words.every(word => named.includes(word)))?.code
  }

  /** The stems of a text. @param {string} text */
  cut (text) {
    return termsOf(text).map(word => this.words.stem(word) ?? word)
  }

  /** @param {Intent} intent @param {Typed} way */
  means (intent, way) {
    return intent.phrases.some(pattern => this.find(pattern, way)) || intent.alone.some(pattern => this.isAll(pattern, way))
  }

  /**
   * Whether a line is named: by a word of its own, by one of its phrases, or by its name with only little words beside it.
   * @param {Known} held @param {Typed} way
   */
  names (held, way) {
    const all = present(way)
    /** @param {string} word @returns {(token: Token) => boolean} */
    const is = word => token => token.stem === word || token.near.has(word)
    if (held.own.some(word => all.some(is(word)))) return true
    if (held.phrases.some(pattern => this.find(pattern, way))) return true
    if (held.line.names.includes(all.map(token => token.stem).join(' '))) return true
    /** @param {Token} token */
    const minor = token => this.little.has(token.stem) || this.beside.has(token.stem)
    if (all.every(minor)) return false
    return held.names.some(name => name.every(word => all.some(is(word))) &&
      all.every(token => minor(token) || name.some(word => is(word)(token))))
  }

  /**
   * The words as the phrases spell them: 'self harm' and 'my self' as one word, 'killmyself' as two.
   * @param {string[]} terms
   */
  respelled (terms) {
    const out = []
    for (let at = 0; at < terms.length; at++) {
      const both = terms[at] + terms[at + 1]
      if (both.length > 5 && this.words.stem(both)) {
        out.push(both)
        at++
      } else out.push(...this.apart(terms[at]))
    }
    return out
  }

  /** A word as the two words that were typed without a space, or as it is. @param {string} word */
  apart (word) {
    if (this.words.stem(word) || this.known.stem(word)) return [word]
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const halves = [word.slice(0, cut), word.slice(cut)]
      if (halves.every(half => this.words.stem(half))) return halves
    }
    return [word]
  }

  /** @param {string[]} terms @returns {Typed} */
  read (terms) {
    const tokens = terms.map((word, at) => {
      const stem = this.words.stem(word) ?? this.known.stem(word)
      /** @type {Set<string>} */
      const near = stem || word.length < 3 ? new Set() : this.words.near(word)
      if (!stem && at === terms.length - 1 && word.length >= BEGUN) for (const begun of this.words.begun(word)) near.add(begun)
      return { word, stem: stem ?? word, near }
    })
    const starts = tokens.flatMap(({ word, stem, near }) => [word, stem, ...near])
    return { tokens, possible: new Set(starts.flatMap(start => this.starting.get(start) ?? [])) }
  }

  /** What was typed, with null in place of the words of everyday phrases. @param {Typed} typed @returns {Typed} */
  withoutEveryday ({ tokens, possible }) {
    const way = { tokens: [...tokens], possible }
    for (const pattern of this.everyday) {
      for (let found = this.find(pattern, way); found; found = this.find(pattern, way)) {
        for (const [from, to] of found) way.tokens.fill(null, from, to)
      }
    }
    return way
  }

  /** @param {string[]} phrases */
  patterns (phrases) {
    return phrases.map(phrase => this.pattern(phrase))
  }

  /** @param {string} phrase @returns {Pattern} */
  pattern (phrase) {
    const runs = phrase.split(' + ').map(run => this.places(run))
    const { stems, exact } = runs[0][0]
    for (const word of [...stems, ...exact]) this.starting.set(word, [...this.starting.get(word) ?? [], runs])
    return runs
  }

  /** @param {string} run */
  places (run) {
    /** @type {Place[]} */
    const places = []
    let gap = 0
    for (const slot of run.split(' ')) {
      if (slot === '...') gap = GAP
      else {
        places.push({ ...this.choices(slot), gap })
        gap = 0
      }
    }
    return places
  }

  /**
   * What may stand at a place: stems, with those of word groups, and words that count in one form only.
   * @param {string} slot
   */
  choices (slot) {
    /** @type {Set<string>} */
    const stems = new Set()
    /** @type {Set<string>} */
    const exact = new Set()
    for (const choice of slot.split('/')) {
      if (choice[0] === '=') exact.add(choice.slice(1))
      else if (choice[0] !== '{') stems.add(choice)
      else for (const word of this.groups[choice.slice(1, -1)]) stems.add(word)
    }
    return { stems, exact }
  }

  /**
   * From where to where each run of a phrase stands; null unless all of them do.
   * @param {Pattern} pattern @param {Typed} way
   * @returns {[number, number][] | null}
   */
  find (pattern, { tokens, possible }) {
    if (!possible.has(pattern)) return null
    /** @type {[number, number][]} */
    const found = []
    for (const places of pattern) {
      const at = this.stands(places, tokens)
      if (!at) return null
      found.push(at)
    }
    return found
  }

  /** @param {Place[]} places @param {Typed['tokens']} tokens @returns {[number, number] | null} */
  stands (places, tokens) {
    for (const [start, token] of tokens.entries()) {
      if (!token || !this.fits(places[0], token)) continue
      const end = this.follow(places, 1, tokens, start + 1)
      if (end) return [start, end]
    }
    return null
  }

  /**
   * Where the places from number `place` on end, if they stand from `from` on; 0 if they do not.
   * @param {Place[]} places @param {number} place @param {Typed['tokens']} tokens @param {number} from
   * @returns {number}
   */
  follow (places, place, tokens, from) {
    if (place === places.length) return from
    let { gap } = places[place]
    for (let at = from; at < tokens.length; at++) {
      const token = tokens[at]
      if (!token) return 0
      if (this.fits(places[place], token)) {
        const end = this.follow(places, place + 1, tokens, at + 1)
        if (end) return end
      }
      if (!this.little.has(token.stem) && gap-- === 0) return 0
    }
    return 0
  }

  /**
   * Whether a phrase is all that was typed, apart from little words.
   * @param {Pattern} pattern @param {Typed} way
   */
  isAll (pattern, way) {
    const found = this.find(pattern, way)
    return found !== null && way.tokens.every((token, at) =>
      found.some(([from, to]) => from <= at && at < to) || (token && this.little.has(token.stem)))
  }

  /** @param {Place} place @param {Token} token */
  fits ({ stems, exact }, { word, stem, near }) {
    return stems.has(stem) || exact.has(word) || [...near].some(meant => stems.has(meant))
  }
}

/** @param {Typed} way */
function present ({ tokens }) {
  return /** @type {Token[]} */ (tokens.filter(Boolean))
}

/** @type {Record<string, string>} */
const LETTERS = { 1: 'i', 3: 'e', 0: 'o' }

/**
 * What was typed, with half hidden words such as 'r*pe' or 'su1cide' at most one letter away from what is meant. Without
 * lookbehind, which Safari learned in 2023 only: one such pattern would keep the whole script from running there.
 * @param {string} typed
 */
function unveiled (typed) {
  return typed
    .replace(/(\p{L})[*#_](?=\p{L})/gu, '$1x')
    .replace(/@(?=\p{L})(?!\S*\.)/gu, 'a') // but not in an e-mail address
    .replace(/(\p{L})([130])(?=\p{L})/gu, (_, letter, digit) => letter + LETTERS[digit])
}

/** @param {string[]} terms @returns {string[]} the numbers in them, without the gaps that people write in numbers */
function numbersIn (terms) {
  const found = []
  let run = ''
  for (const term of [...terms, '']) {
    if (/^\d+$/.test(term)) run += term
    else if (run) {
      found.push(run)
      run = ''
    }
  }
  return found
}

/**
 * Whether a number is that of a line: also without the digits before it that stand for its country, and unfinished.
 * @param {string} typed @param {string} own
 */
function sameNumber (typed, own) {
  if (typed === own) return true
  if (typed.length < 5) return typed.length > 3 && own.startsWith(typed)
  return own.startsWith(typed) || own.endsWith(typed) || typed.endsWith(own.replace(/^[01]/, ''))
}

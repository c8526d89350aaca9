/** Tells by what somebody types whether they need help, and which lines: from the phrases of content/safety.yaml. */

import { Lexicon, termsOf } from './words.js'

const GAP = 3 // words that '...' may stand for
const US = 'us' // a country if written large, or beside a word for a line or a place
const IN = ['in', 'the']
const BEGUN = 5 // letters after which the beginning of a word will do

/**
 * @typedef {{ purpose: string, countries: string[], region: string, name: string, for: string, contacts: { label: string, href: string }[],
 *   numbers: string[], names: string[], own: string, phrases: string[] }} Line
 * @typedef {{ word: string, stem: string, near: Set<string> } | null} Token null where an everyday phrase stood
 * @typedef {{ purposes: string[], named: Line[], country?: string }} Need
 */

export class NeedFinder {
  /** @param {object} help as render/search.py writes it @param {Lexicon} known every word of the guide */
  constructor (help, known) {
    this.known = known
    this.words = new Lexicon(help.forms)
    this.starting = new Map() // phrases by the words with which they may start, so that few are tried
    this.groups = Object.fromEntries(Object.entries(help.groups).map(([name, words]) => [name, new Set(words.split(' '))]))
    this.little = new Set(help.little.split(' '))
    this.beside = new Set(help.beside.split(' '))
    const places = [
      ...Object.entries(help.countries).flatMap(([code, [name, , called = '']]) =>
        [name, ...called.split('|').filter(Boolean)].map(own => ({ code, words: this.cut(own) }))),
      ...help.lines.filter(line => line.region).map(line => ({ code: line.countries[0], words: this.cut(line.region) }))
    ]
    this.countries = places.sort((a, b) => b.words.length - a.words.length) // 'northern ireland' before 'ireland'
    this.lines = help.lines.map(line => ({
      line,
      names: line.names.map(name => name.split(' ').filter(word => !this.little.has(word))),
      own: line.own ? line.own.split(' ') : [],
      phrases: line.phrases.map(phrase => this.pattern(phrase))
    }))
    this.intents = help.intents.map(({ purposes, certain = [], phrases, alone }) => ({
      purposes,
      certain: certain.map(phrase => this.pattern(phrase)),
      phrases: phrases.map(phrase => this.pattern(phrase)),
      alone: alone.map(phrase => this.pattern(phrase))
    }))
    this.everyday = help.everyday.map(phrase => this.pattern(phrase))
  }

  /** @param {string} typed @returns {Need | null} */
  need (typed) {
    const terms = termsOf(veiled(typed))
    const spoken = [terms, this.respelled(terms)].map(way => this.spoken(way))
    const ways = spoken.map(tokens => this.tokens(tokens))
    const purposes = new Set()
    for (const intent of this.intents) {
      const certain = spoken.some(tokens => intent.certain.some(pattern => this.find(pattern, tokens)))
      if (certain || ways.some(tokens => this.means(intent, tokens))) for (const purpose of intent.purposes) purposes.add(purpose)
    }
    const numbers = numbersIn(terms)
    const named = this.lines
      .filter(held => ways.some(tokens => this.names(held, tokens)) || held.line.numbers.some(own => numbers.some(number => sameNumber(number, own))))
      .map(held => held.line)
    for (const line of named) purposes.add(line.purpose)
    return purposes.size ? { purposes: [...purposes], named, country: this.countryIn(typed, terms) } : null
  }

  /** The country that somebody names beside the rest: 'suicide line ireland', 'hotline uk'. */
  countryIn (typed, terms) {
    const stems = terms.map(word => this.words.stem(word) ?? word)
    const place = at => /\bUS\b/.test(typed) || IN.includes(terms[at - 1]) || this.beside.has(stems[at - 1]) || this.beside.has(stems[at + 1])
    const named = stems.filter((word, at) => word !== US || place(at))
    return this.countries.find(({ words }) => words.every(word => named.includes(word)))?.code
  }

  cut (text) {
    return termsOf(text).map(word => this.words.stem(word) ?? word)
  }

  means (intent, tokens) {
    return intent.phrases.some(pattern => this.find(pattern, tokens)) || intent.alone.some(pattern => this.whole(pattern, tokens))
  }

  /** Whether a line is named: by a word that is its own, by one of its phrases, or by its name with little beside it. */
  names (held, tokens) {
    const all = tokens.filter(Boolean)
    const is = word => token => token.stem === word || token.near.has(word)
    if (held.own.some(word => all.some(is(word)))) return true
    if (held.phrases.some(pattern => this.find(pattern, tokens))) return true
    if (held.line.names.includes(all.map(token => token.stem).join(' '))) return true
    if (all.every(token => this.beside.has(token.stem) || this.little.has(token.stem))) return false
    return held.names.some(name => name.every(word => all.some(is(word))) &&
      all.every(token => name.some(word => is(word)(token)) || this.little.has(token.stem) || this.beside.has(token.stem)))
  }

  /** The words as the phrases spell them: 'self harm' and 'my self' in one word, 'killmyself' in two. */
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

  apart (word) {
    if (this.words.stem(word) || this.known.stem(word)) return [word]
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const halves = [word.slice(0, cut), word.slice(cut)]
      if (halves.every(half => this.words.stem(half))) return halves
    }
    return [word]
  }

  /** @returns {Token[]} */
  spoken (terms) {
    const tokens = terms.map((word, at) => {
      const stem = this.words.stem(word) ?? this.known.stem(word)
      if (stem) return { word, stem, near: new Set() }
      const near = word.length > 2 ? this.words.near(word) : new Set()
      if (at === terms.length - 1 && word.length >= BEGUN) for (const begun of this.words.begun(word)) near.add(begun)
      return { word, stem: word, near }
    })
    tokens.possible = new Set(tokens.flatMap(({ word, stem, near }) => [word, stem, ...near].flatMap(start => this.starting.get(start) ?? [])))
    return tokens
  }

  /** @returns {Token[]} what was spoken without the everyday phrases in it */
  tokens (spoken) {
    const tokens = Object.assign([...spoken], { possible: spoken.possible })
    for (const pattern of this.everyday) {
      for (let found = this.find(pattern, tokens); found; found = this.find(pattern, tokens)) {
        for (const [from, to] of found) tokens.fill(null, from, to)
      }
    }
    return tokens
  }

  /** A phrase as runs that may stand anywhere: places, each with what may stand there and how many words may come before it. */
  pattern (phrase) {
    const runs = phrase.split(' + ').map(run => this.places(run))
    const { stems, exact } = runs[0][0]
    for (const word of [...stems, ...exact]) {
      if (this.starting.has(word)) this.starting.get(word).push(runs)
      else this.starting.set(word, [runs])
    }
    return runs
  }

  places (run) {
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

  /** What may stand in a place: stems, those of groups among them, and words that count in one form only. */
  choices (slot) {
    const [stems, exact] = [new Set(), new Set()]
    for (const choice of slot.split('/')) {
      if (choice[0] === '=') exact.add(choice.slice(1))
      else if (choice[0] !== '{') stems.add(choice)
      else for (const word of this.groups[choice.slice(1, -1)]) stems.add(word)
    }
    return { stems, exact }
  }

  /** @returns {[number, number][] | null} from where to where each run of a phrase stands; null unless all do */
  find (pattern, tokens) {
    if (!tokens.possible.has(pattern)) return null
    const found = []
    for (const places of pattern) {
      const at = this.stands(places, tokens)
      if (!at) return null
      found.push(at)
    }
    return found
  }

  stands (places, tokens) {
    for (let start = 0; start < tokens.length; start++) {
      if (!tokens[start] || !this.fits(places[0], tokens[start])) continue
      const end = this.follow(places, 1, tokens, start + 1)
      if (end) return [start, end]
    }
    return null
  }

  follow (places, place, tokens, from) {
    if (place === places.length) return from
    let gap = places[place].gap
    for (let at = from; at < tokens.length && tokens[at]; at++) {
      if (this.fits(places[place], tokens[at])) {
        const end = this.follow(places, place + 1, tokens, at + 1)
        if (end) return end
      }
      if (!this.little.has(tokens[at].stem) && gap-- === 0) return 0
    }
    return 0
  }

  /** Whether a phrase is all that was typed, little words apart. */
  whole (pattern, tokens) {
    const found = this.find(pattern, tokens)
    if (!found) return false
    return tokens.every((token, at) => found.some(([from, to]) => from <= at && at < to) || (token && this.little.has(token.stem)))
  }

  fits ({ stems, exact }, { word, stem, near }) {
    if (stems.has(stem) || exact.has(word)) return true
    for (const meant of near) if (stems.has(meant)) return true
    return false
  }
}

/** Words that somebody half hides, 'r*pe' or 'su1cide', so that they are a slip away from what is meant. */
function veiled (typed) {
  return typed
    .replace(/(?<=\p{L})[*#_](?=\p{L})/gu, 'x')
    .replace(/@(?=\p{L})(?!\S*\.)/gu, 'a') // but no address
    .replace(/(?<=\p{L})[130](?=\p{L})/gu, digit => ({ 1: 'i', 3: 'e', 0: 'o' })[digit])
}

/** @param {string[]} terms @returns {string[]} the numbers in them, without the gaps in which people write them */
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

/** Whether a number is that of a line, also without the digits that lead into its country, or while it is typed. */
function sameNumber (typed, own) {
  if (typed === own) return true
  if (typed.length < 5) return typed.length > 3 && own.startsWith(typed)
  return own.startsWith(typed) || own.endsWith(typed) || typed.endsWith(own.replace(/^[01]/, ''))
}

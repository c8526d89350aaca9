/**
 * What can be done with several runs: the line over time, people side by side, files and links.
 *
 * It writes no sentences: it copies templates of the page, and fills in numbers.
 */

import { fromFile, fromFragment, toCsv, toFhir, toFragment, toJson } from './exchange.js'
import { chanceAbove, measure } from './measurement.js'
import { changeOf, columnsAround, dotsOf, hasRisen, lineThrough, marksOf, trendThrough } from './history.js'
import { fillSlot, placeOnBar, placeOnMap, reveal } from './page.js'
import { keyOf } from './runs.js'

/** @typedef {import('./player.js').Player} Player */
/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./runs.js').Told} Told */
/** @typedef {import('./score.js').Ratio} Ratio */
/**
 * @typedef {object} Rules  What decides the words about a change.
 * @property {number} pad
 * @property {number | null} trend
 * @property {{id: string, limit: import('./history.js').Limit | null, soft: Ratio}[]} lines
 * @property {{line: string, weeks: number, by: Ratio} | null} rising
 */

const MOST_PEOPLE = 4

export class Records {
  /** @param {Player} player */
  constructor (player) {
    this.player = player
    this.root = player.root
    this.table = player.table
    this.sheet = player.sheet
    this.store = player.store
    this.view = player.view
    this.history = this.root.querySelector('.check-history')
    this.along = this.root.querySelector('.check-along')
    /** @type {string | null} Whose line is shown; null: that of whom the form is about. */
    this.whose = null
    /** @type {import('./exchange.js').Read | null} The runs that came with a link, until the reader decides. */
    this.brought = null
  }

  start () {
    this.root.addEventListener('check-shown', this)
    this.root.addEventListener('click', this)
    this.root.addEventListener('change', this)
    window.addEventListener('hashchange', this)
    this.readAddress()
    this.show()
  }

  /** @param {Event} event */
  handleEvent (event) {
    switch (event.type) {
      case 'check-shown': return this.show()
      case 'hashchange': return this.readAddress()
      case 'change': return event.target === this.fileField() ? this.readFile() : undefined
      case 'click': return this.press(/** @type {Element} */ (event.target).closest('[data-do]'))
    }
  }

  /** @param {Element | null} button */
  press (button) {
    const run = this.sheet.run()
    switch (button?.getAttribute('data-do')) {
      case 'history-of': return this.showHistoryOf(/** @type {HTMLElement} */ (button).dataset.key ?? '')
      case 'erase-run': return this.eraseRun(/** @type {HTMLElement} */ (button.closest('tr')).dataset)
      case 'save-file': return this.save('json', 'application/json', toJson(this.sheet.asked, this.store.all()))
      case 'save-table': return this.save('csv', 'text/csv', toCsv(this.sheet.asked, this.store.all()))
      case 'save-fhir': return this.save('fhir.json', 'application/fhir+json', toFhir(this.sheet.asked, run, (item, response) => this.words(item, response)))
      case 'make-link': return this.makeLink()
      case 'copy-link': return this.copyLink()
      case 'use-link': return this.bringIn(this.brought)
      case 'leave-link': return this.bringIn(null)
      case 'begin': case 'erase': case 'again': this.whose = null
    }
  }

  show () {
    const screen = this.root.dataset.at
    this.view.hide({ link: true })
    if (screen === 'result' || screen === 'history') this.showHistory(screen === 'history')
    if (screen === 'result') this.showMeasured()
    if (screen === 'result') this.showPeople()
    if (screen === 'start' || screen === 'result' || screen === 'history') {
      this.view.hide({ something: this.store.all().length === 0 })
      this.view.hide({ brought: this.brought === null })
    }
  }

  /** What is published about a score: error, norms. Rounded to whole numbers, as nothing finer is known. */
  showMeasured () {
    const { table } = this
    const { scores } = this.sheet.result()
    const measured = measure(table, scores)
    for (const part of this.view.all('[data-measured]')) {
      const id = part.dataset.measured ?? ''
      const found = measured[id]
      part.hidden = !found
      if (!found) continue
      const { value, near } = scores[id]
      const scale = [...table.dimensions, ...(table.subscales ?? []), ...(table.derived ?? [])].find((one) => one.id === id)
      const [low, high] = found.interval ?? [0, 0]
      fillSlot(part, 'low', low.toFixed(1))
      fillSlot(part, 'high', high.toFixed(1))
      reveal(part, { chance: near ? [near[1]] : [] })
      const line = scale?.bands?.find((band) => near?.[1] === band.id)
      if (scale && value && line) fillSlot(part, 'chance', Math.round(100 * (chanceAbove(scale, value, line.start) ?? 0)))
      reveal(part, { norm: found.standings.map(({ norm }) => norm) })
      for (const { norm, t, percentile } of found.standings) {
        for (const words of part.querySelectorAll(`[data-norm="${norm}"]`)) {
          fillSlot(words, 't', Math.round(t))
          fillSlot(words, 'percentile', Math.min(99, Math.max(1, Math.round(percentile ?? 0))))
        }
      }
    }
  }

  // Over time -----------------------------------------------------------------------------------------------------

  /** @param {string} key */
  showHistoryOf (key) {
    this.whose = key
    this.player.refresh()
  }

  /** @param {boolean} alone  Whether nothing else is on the screen. */
  showHistory (alone) {
    if (!(this.history instanceof HTMLElement)) return
    const all = this.store.all()
    const own = keyOf(this.sheet.about())
    const keys = [...new Set(all.map((run) => keyOf(run.about)))]
    const key = !alone ? own : this.whose ?? (keys.includes(own) ? own : keys[keys.length - 1] ?? '')
    const runs = all.filter((run) => keyOf(run.about) === key)
    this.history.hidden = !alone && runs.length < 2
    this.view.hide({ 'nothing-kept': runs.length > 0 })
    this.view.hide({ weeks: runs.length === 0 })
    this.showKeys(alone && keys.length > 1 ? keys : [], key, all)
    if (runs.length === 0) return
    /** @type {Rules} */
    const rules = JSON.parse(this.history.dataset.rules ?? '')
    for (const [at, line] of rules.lines.entries()) this.showLine(line, at, runs, rules)
    this.view.hide({ trend: ![...this.history.querySelectorAll('.trend')].some((path) => path.getAttribute('d')) })
    fillSlot(this.history, 'first', this.view.dayInWords(runs[0].day))
    fillSlot(this.history, 'last', this.view.dayInWords(runs[runs.length - 1].day))
    const { rising } = rules
    this.view.hide({ rising: rising === null || !hasRisen(this.pointsOf(runs, rising.line), rising.weeks, rising.by) })
    this.showRuns(runs)
  }

  /**
   * A button for everybody who has a line, where there are several.
   * @param {string[]} keys @param {string} key @param {Run[]} all
   */
  showKeys (keys, key, all) {
    const shown = all.find((run) => keyOf(run.about) === key)
    this.view.hide({ 'history-about': key === '' })
    if (this.history && shown) fillSlot(this.history, 'about', this.sheet.nameFor(shown.about))
    this.each('other', keys, (button, one) => {
      const run = all.find(({ about }) => keyOf(about) === one)
      button.dataset.key = one
      button.setAttribute('aria-pressed', String(one === key))
      button.textContent = run ? this.sheet.nameFor(run.about) : ''
    })
  }

  /** @param {Rules['lines'][number]} line @param {number} at @param {Run[]} runs @param {Rules} rules */
  showLine ({ id, limit, soft }, at, runs, rules) {
    const points = this.pointsOf(runs, id)
    const group = this.history?.querySelector(`[data-line="${id}"]`)
    if (group instanceof SVGGElement && group.ownerSVGElement) {
      const { width, height } = group.ownerSVGElement.viewBox.baseVal
      const box = { width, height, pad: rules.pad }
      const dots = dotsOf(points, [runs[0].day, runs[runs.length - 1].day], box)
      const drawn = {
        soft: columnsAround(dots, soft, box),
        trend: dots.length > 0 ? trendThrough(dots, rules.trend) : '',
        line: lineThrough(dots),
        dots: marksOf(dots, at)
      }
      for (const [name, path] of Object.entries(drawn)) group.querySelector(`.${name}`)?.setAttribute('d', path)
    }
    const words = this.history?.querySelector(`[data-change-of="${id}"]`)
    if (!words) return
    const told = points.filter((point) => point.position !== null)
    reveal(words, { change: changeOf(points, limit) })
    fillSlot(words, 'now', told[told.length - 1]?.shown ?? '')
    fillSlot(words, 'before', told[told.length - 2]?.shown ?? '')
    fillSlot(words, 'day', told.length > 1 ? this.view.dayInWords(told[told.length - 2].day) : '')
  }

  /** @param {Run[]} runs  By day; the latest is listed first. */
  showRuns (runs) {
    this.each('run', [...runs].reverse(), (row, run) => {
      const scores = this.scoresOf(run)
      row.dataset.day = run.day
      row.dataset.key = keyOf(run.about)
      fillSlot(row, 'run-day', this.view.dayInWords(run.day))
      fillSlot(row, 'day', this.view.dayInWords(run.day))
      fillSlot(row, 'run-note', run.note)
      for (const cell of row.querySelectorAll('[data-told]')) {
        cell.textContent = scores[/** @type {HTMLElement} */ (cell).dataset.told ?? '']?.shown ?? '–'
      }
      for (const mark of row.querySelectorAll('[data-part="version"]')) {
        if (mark instanceof HTMLElement) mark.hidden = run.revision === this.table.revision
      }
    })
  }

  /** @param {DOMStringMap} row */
  eraseRun ({ day, key }) {
    this.player.drop((run) => run.day === day && keyOf(run.about) === key)
    const left = this.root.querySelector('[data-do="erase-run"]') ?? this.history?.querySelector('h2')
    if (left instanceof HTMLElement) left.focus()
  }

  /**
   * Scores of this revision are made anew; of another, those that were told then.
   * @param {Run} run
   * @returns {Record<string, Told>}
   */
  scoresOf (run) {
    return run.revision === this.table.revision ? this.sheet.told(run.responses) : run.scores
  }

  /** @param {Run[]} runs @param {string} id */
  pointsOf (runs, id) {
    return runs.map((run) => {
      const told = this.scoresOf(run)[id]
      return { day: run.day, revision: run.revision, shown: told?.shown ?? null, position: told?.position ?? null }
    })
  }

  // Side by side --------------------------------------------------------------------------------------------------

  /** The latest run about everybody else, and the one in the form. */
  people () {
    const byKey = new Map(this.store.all().filter((run) => run.revision === this.table.revision).map((run) => [keyOf(run.about), run]))
    byKey.set(keyOf(this.sheet.about()), this.sheet.run())
    return [...byKey.values()].filter((run) => Object.keys(this.scoresOf(run)).length > 0)
  }

  showPeople () {
    const section = this.root.querySelector('[data-part="people"]')
    if (!(section instanceof HTMLElement)) return
    const most = Number(section.dataset.most) || MOST_PEOPLE
    const own = keyOf(this.sheet.about())
    const people = this.people()
    const shown = [...people.filter((run) => keyOf(run.about) !== own).slice(1 - most), ...people.filter((run) => keyOf(run.about) === own)]
    section.hidden = shown.length < 2
    this.view.hide({ enough: people.length < most })
    for (const button of this.root.querySelectorAll('[data-do="someone-else"]')) {
      /** @type {HTMLElement} */ (button).hidden = people.length >= most
    }
    this.each('person', section.hidden ? [] : shown, (entry, run, at) => {
      const scores = this.scoresOf(run)
      fillSlot(entry, 'number', at + 1)
      fillSlot(entry, 'person', this.sheet.nameFor(run.about))
      fillSlot(entry, 'when', this.view.dayInWords(run.day))
      for (const bar of entry.querySelectorAll('[data-of]')) {
        const id = /** @type {HTMLElement} */ (bar).dataset.of ?? ''
        fillSlot(bar, 'told', scores[id]?.shown ?? '–')
        placeOnBar(bar.querySelector('.bar-patch'), scores[id]?.position ?? null, this.view.patchOf(id))
      }
    })
    this.showOnMap(section.hidden ? [] : shown)
  }

  /** @param {Run[]} people  The last is the one in the form, whose place is there already. */
  showOnMap (people) {
    const own = this.root.querySelector('.map-person:not(.other)')
    if (!(own instanceof SVGElement) || !own.parentNode) return
    for (const copy of this.root.querySelectorAll('.map-person.other')) copy.remove()
    own.classList.toggle('numbered', people.length > 0)
    const { across = '', up = '' } = own.dataset
    for (const [at, run] of people.entries()) {
      const scores = this.scoresOf(run)
      /** @type {SVGElement} */
      const person = at === people.length - 1 ? own : /** @type {SVGElement} */ (own.cloneNode(true))
      const number = person.querySelector('text')
      if (number) number.textContent = String(at + 1)
      if (person === own || !scores[across] || !scores[up]) continue
      person.classList.add('other')
      own.before(person)
      placeOnMap(person, scores[across].position, scores[up].position, this.view.patchOf(across), this.view.patchOf(up))
    }
  }

  // Files and links -------------------------------------------------------------------------------------------------

  /** @param {string} ending @param {string} type @param {string} text */
  save (ending, type, text) {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type }))
    link.download = `${this.table.instrument}.${ending}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }

  fileField () {
    return /** @type {HTMLInputElement | null} */ (this.along?.querySelector('input[type="file"]') ?? null)
  }

  readFile () {
    const field = this.fileField()
    const file = field?.files?.[0]
    if (!field || !file) return
    const reader = new FileReader()
    reader.addEventListener('load', () => this.bringIn(fromFile(String(reader.result), this.sheet.asked)))
    reader.addEventListener('error', () => this.bringIn({ runs: [], why: 'read-useless' }))
    reader.readAsText(file)
    field.value = ''
  }

  makeLink () {
    const field = this.linkField()
    const address = new URL(location.href)
    address.hash = toFragment(this.sheet.asked, this.store.all())
    if (field) field.value = address.href
    this.view.hide({ link: false })
    field?.focus()
    field?.select()
  }

  copyLink () {
    const field = this.linkField()
    if (!field) return
    const done = () => this.view.notice('copied')
    field.select()
    const written = navigator.clipboard?.writeText(field.value)
    if (written) written.then(done, () => { if (document.execCommand('copy')) done() })
    else if (document.execCommand('copy')) done()
  }

  linkField () {
    return /** @type {HTMLInputElement | null} */ (this.along?.querySelector('#check-link') ?? null)
  }

  /** What came behind # goes from the address bar at once; it is used only if the reader says so. */
  readAddress () {
    const read = fromFragment(location.hash.replace(/%7E/gi, '~'), this.sheet.asked)
    if (read === null) return
    history.replaceState(history.state, '', location.pathname + location.search)
    if (read.why === 'read-in') {
      this.brought = read
      this.player.goTo('start')
    } else {
      this.bringIn(read)
    }
  }

  /**
   * Take runs into this tab; what this tab or this device holds of the same days stays.
   * @param {import('./exchange.js').Read | null} read
   */
  bringIn (read) {
    this.brought = null
    const runs = read?.runs ?? []
    if (runs.length > 0) this.player.add(runs)
    else this.player.goTo('start')
    if (read === null) return
    this.view.notice(...new Set(runs.length > 0 ? ['read-in', read.why] : [read.why]))
    fillSlot(this.root, 'read', runs.length)
  }

  /** @param {string} item @param {string} [response] */
  words (item, response) {
    const field = this.root.querySelector(`fieldset[data-item="${item}"]`)
    const part = response === undefined
      ? field?.querySelector('.check-statement')
      : field?.querySelector(`input[value="${response}"]`)?.closest('label')?.querySelector('.check-label')
    return part?.textContent?.trim() ?? ''
  }

  /**
   * A copy of a template for every entry, in place of the copies made before.
   * @template T
   * @param {string} name @param {T[]} entries @param {(copy: HTMLElement, entry: T, at: number) => void} fill
   */
  each (name, entries, fill) {
    const template = this.root.querySelector(`template[data-each="${name}"]`)
    if (!(template instanceof HTMLTemplateElement)) return
    while (template.nextSibling) template.nextSibling.remove()
    for (const [at, entry] of entries.entries()) {
      const copy = template.content.firstElementChild?.cloneNode(true)
      if (!(copy instanceof HTMLElement)) continue
      fill(copy, entry, at)
      template.parentElement?.append(copy)
    }
  }
}

/** The runs that this tab and this device hold beside the form, and how they move between the three. */

import { keyOf, mergeRuns, readRuns, tellErased, today, weeksBefore, writeRuns } from './runs.js'
import { isEmpty } from './sheet.js'

/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./sheet.js').Sheet} Sheet */

const device = () => window.localStorage
const tab = () => window.sessionStorage

export class Store {
  /** @param {Sheet} sheet @param {number} weeks  For so long the device keeps a run. */
  constructor (sheet, weeks) {
    this.sheet = sheet
    this.asked = sheet.asked
    this.weeks = weeks
    /** @type {Run[]} Runs of this tab that are not in the form. */
    this.others = []
  }

  /** What the device keeps. */
  kept () {
    return readRuns(device, this.asked, weeksBefore(today(), this.weeks))
  }

  /** Whether the device keeps a run as it is. */
  isKept (run = this.sheet.run()) {
    const given = (/** @type {Run} */ { day, about, responses, note }) => JSON.stringify([day, about, responses, note])
    return this.kept().runs.some((one) => given(one) === given(run))
  }

  /** @param {Run[]} runs  By day. */
  latest (runs) {
    return runs.filter((run) => run.revision === this.asked.revision).pop()
  }

  /** Every run of this tab that holds a response, the one in the form last. */
  runs () {
    const runs = this.others.filter((run) => !isEmpty(run.responses))
    return this.sheet.isEmpty() ? runs : [...runs, this.sheet.run()]
  }

  /** Everything that this tab and this device hold, by day. */
  all () {
    return mergeRuns(this.kept().runs, this.runs())
  }

  /** Keep everything on the device; false where it refuses. */
  keep () {
    return writeRuns(device, this.asked, this.all())
  }

  /** Runs that were kept long enough go from the device. */
  forgetExpired () {
    const { runs, lost } = readRuns(device, this.asked)
    const left = this.kept().runs
    if (!lost && left.length < runs.length) writeRuns(device, this.asked, left)
  }

  /** Hold in this tab what the form holds; nothing where it holds nothing, or where the reader has left fast. */
  save () {
    const runs = [...this.others, this.sheet.run()]
    const left = document.documentElement.hidden
    writeRuns(tab, this.asked, !left && runs.some((run) => !isEmpty(run.responses)) ? runs : [])
  }

  /** What this tab holds. */
  inTab () {
    return readRuns(tab, this.asked)
  }

  /**
   * After a reload: the last run of this tab goes back into the form, if it still fits what is asked.
   * @returns {{state: string, last: Run | undefined, fits: boolean}}
   */
  resume () {
    const { state, runs } = this.inTab()
    const last = runs.pop()
    const fits = last?.revision === this.asked.revision
    if (last && fits) this.sheet.fill(last)
    else if (last && !isEmpty(last.scores)) runs.push(last)
    this.others = runs
    return { state, last, fits }
  }

  /** Put what is in the form aside, if it holds a response, and empty the form. */
  setAside () {
    this.save()
    if (!this.sheet.isEmpty()) this.others.push(this.sheet.run())
    this.sheet.clear()
  }

  /** Responses that this tab already holds about the person who was chosen come back; else those in the form count. */
  settle () {
    const key = keyOf(this.sheet.about())
    const same = this.others.findIndex((run) => run.day === this.sheet.day && keyOf(run.about) === key)
    if (same === -1) return
    const [run] = this.others.splice(same, 1)
    if (this.sheet.isEmpty() && run.revision === this.asked.revision) this.sheet.fill(run)
  }

  /**
   * Put a run into the form, in place of what is there.
   * @param {Run} run
   */
  open (run) {
    this.sheet.clear()
    this.others = this.others.filter((other) => other !== run)
    this.sheet.fill(run)
  }

  /**
   * Forget some runs, here and on the device; the form too, if its run is one of them.
   * @param {(run: Run) => boolean} fits
   * @returns {boolean} whether the form was emptied
   */
  drop (fits) {
    writeRuns(device, this.asked, this.kept().runs.filter((run) => !fits(run)))
    this.others = this.others.filter((run) => !fits(run))
    const own = fits(this.sheet.run())
    if (own) this.sheet.clear()
    return own
  }

  /** Forget all runs of this tab. */
  forget () {
    this.others = []
    this.sheet.clear()
  }

  /** Erase all runs from the device, and tell the other tabs to forget theirs. */
  eraseKept () {
    writeRuns(device, this.asked, [])
    tellErased(device, this.asked)
  }

  /**
   * Give runs back to the device that were erased; what it keeps by now stays.
   * @param {Run[]} kept
   */
  restoreKept (kept) {
    if (kept.length > 0) writeRuns(device, this.asked, mergeRuns(kept, this.kept().runs))
  }
}

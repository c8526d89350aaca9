/**
 * Lighthouse on a phone, for the addresses named as arguments after the browser, the number of runs, and how many times
 * slower than this machine's the phone's processor is.
 * Prints JSON: per address all categories once, and of each run its performance and timings.
 *
 * An address that ends in #result is the self-check there, done as a reader does it; what then stands is audited as a
 * snapshot, which has no timings.
 */

import lighthouse, { snapshot } from 'lighthouse'
import { throttling as throttlings } from 'lighthouse/core/config/constants.js'
import puppeteer from 'puppeteer-core'

const [executablePath, runs, slower, ...urls] = process.argv.slice(2)
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
// Both are fetched from inside the page, which our policy forbids any page to do; whether such files are sound is tested apart.
const skipAudits = ['robots-txt', 'llms-txt']
const TIMINGS = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']

const browser = await puppeteer.launch({ executablePath, args, headless: true })
const scores = lhr => Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, score === null ? null : Math.round(score * 100)]))
const failed = lhr => Object.values(lhr.categories).flatMap(category => category.auditRefs)
  .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
  .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`)

const throttling = { ...throttlings.mobileSlow4G, cpuSlowdownMultiplier: Number(slower) }
const quiet = { logLevel: 'error', disableFullPageScreenshot: true, throttling }

async function measured (url) {
  const page = await browser.newPage()
  const first = (await lighthouse(url, { ...quiet, skipAudits }, undefined, page)).lhr
  const all = [first]
  while (all.length < Number(runs)) {
    // What makes up the score of performance, and no advice.
    all.push((await lighthouse(url, { ...quiet, onlyAudits: TIMINGS }, undefined, page)).lhr)
  }
  await page.close()
  const timings = lhr => Object.fromEntries(TIMINGS.map(id => [id, lhr.audits[id].numericValue]))
  const { performance, ...others } = scores(first)
  return { scores: others, runs: all.map(lhr => ({ performance: scores(lhr).performance, ...timings(lhr) })), failed: failed(first) }
}

/** To the result, as a reader would go: begin, choose, go on. Real clicks: what moves after them was asked for. */
async function toResult (page) {
  const press = async selector => {
    for (const part of await page.$$(selector)) if (await part.isVisible()) return part.click()
    throw new Error(`nothing to press: ${selector}`)
  }
  await press('[data-do=begin]')
  for (let step = 0; step < 200 && !await page.$('.check-result:not([hidden])'); step++) {
    for (const group of await page.$$('.check-item:not([hidden])')) await (await group.$$('label'))[step % 5].click()
    await press('self-check [type=submit]')
  }
  if (!await page.$('.check-result:not([hidden])')) throw new Error('the self-check did not come to its result')
}

async function measuredResult (url) {
  const page = await browser.newPage()
  await page.setViewport({ width: 412, height: 823, isMobile: true, hasTouch: true, deviceScaleFactor: 1.75 })
  await page.goto(url.replace('#result', ''), { waitUntil: 'networkidle0' })
  await toResult(page)
  const { lhr } = await snapshot(page, { flags: { ...quiet, skipAudits } })
  await page.close()
  const { performance, ...others } = scores(lhr)
  return { scores: others, runs: [], failed: failed(lhr) }
}

const found = {}
for (const url of urls) found[url] = await (url.endsWith('#result') ? measuredResult(url) : measured(url))
await browser.close()
console.log(JSON.stringify(found))

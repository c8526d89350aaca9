/**
 * Entry for our pages under another theme. The script stands at the end of each of them, so that it runs again whenever
 * the theme puts such a page in place of another without loading it anew.
 */

import { startArrive } from './arrive.js'
import { startErased } from './erased.js'
import { startHelpLines } from './help-lines.js'
import { startKeptHere } from './kept-here.js'
import { startOwnScripts } from './own-scripts.js'
import { keepPlace } from './place.js'
import { startPrint } from './print.js'
import { startSheets } from './sheets.js'

const root = document.documentElement
const STARTED = 'data-securebase'

/** One broken part must not stop the others. @param {(page: Document) => void} part */
function start (part) {
  try {
    part(document)
  } catch (error) {
    console.error(error)
  }
}

root.classList.add('js')
if (!root.hasAttribute(STARTED)) {
  root.setAttribute(STARTED, '')
  keepPlace(window.history)
  for (const part of [startOwnScripts, startPrint, startSheets, startArrive, startErased]) start(part)
}
for (const part of [startHelpLines, startKeptHere]) start(part)
setTimeout(() => root.classList.add('ready'), 500) // a script that does not come must not hide what is in the page

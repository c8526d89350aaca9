/** Entry of the script that every page loads: whether to show it and in which colours before the first paint, then the rest. */

import { startArrive } from './arrive.js'
import { startContents } from './contents.js'
import { startCopy } from './copy.js'
import { startErased } from './erased.js'
import { startHelpLines } from './help-lines.js'
import { startKeptHere } from './kept-here.js'
import { startLeave, stayAway } from './leave.js'
import { startMenu } from './menu.js'
import { startOwnScripts } from './own-scripts.js'
import { applyPalette, startPalette } from './palette.js'
import { startPrint } from './print.js'
import { startSearch } from './search-opener.js'
import { startSheets } from './sheets.js'
import { keptIn } from './storage.js'

const root = document.documentElement
const kept = keptIn(() => window.localStorage)

stayAway(document)
root.classList.add('js')
applyPalette(root, kept)
startOwnScripts(document) // before any other script can ask

/** One broken part must not take the others down. */
function start (part) {
  try {
    part(document, kept)
  } catch (error) {
    console.error(error)
  }
}

document.addEventListener('DOMContentLoaded', () => {
  setTimeout(() => root.classList.add('ready')) // deferred scripts have run by now, and what they began; or they cannot
  for (const part of [startLeave, startMenu, startPalette, startSearch, startContents, startCopy, startSheets, startPrint, startArrive, startErased, startHelpLines, startKeptHere]) start(part)
})

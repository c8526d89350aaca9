/** Entry of the script that every page loads: before the first paint, whether to show the page and in which colours. */

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
const PARTS = [
  startLeave, startMenu, startPalette, startSearch, startContents, startCopy, startSheets, startPrint, startArrive,
  startErased, startHelpLines, startKeptHere
]

stayAway(document)
root.classList.add('js')
applyPalette(root, kept)
startOwnScripts(document) // before any other script can ask for one

document.addEventListener('DOMContentLoaded', () => {
  // As a task of its own: deferred scripts have run by then, and have started what they start.
  setTimeout(() => root.classList.add('ready'))
  for (const start of PARTS) {
    try {
      start(document, kept)
    } catch (error) {
      console.error(error) // one broken part must not stop the others
    }
  }
})

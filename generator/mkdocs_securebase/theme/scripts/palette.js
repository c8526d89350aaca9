/** The reader's colours: as the device has them, or light, dark, night. */

import { find, get } from './dom.js'

export const PALETTES = Object.freeze(['light', 'dark', 'night'])
const NAME = 'palette'

/**
 * @param {{ dataset: DOMStringMap }} root the document's root element
 * @param {import('./storage.js').Kept} kept
 */
export function applyPalette (root, kept) {
  show(root, kept.read(NAME, PALETTES))
}

/** @param {{ dataset: DOMStringMap }} root @param {string | undefined} palette undefined: as the device has it */
function show (root, palette) {
  if (palette === undefined) delete root.dataset.palette
  else root.dataset.palette = palette
}

/**
 * @param {Document} page
 * @param {import('./storage.js').Kept} kept
 */
export function startPalette (page, kept) {
  const control = find(page, '.palette')
  if (!control) return
  const root = page.documentElement
  const notice = get(control, '[role="status"]')

  const mark = () => {
    const chosen = /** @type {HTMLInputElement | null} */ (find(control, `[value="${root.dataset.palette ?? 'auto'}"]`))
    if (chosen && !chosen.checked) chosen.checked = true
  }
  control.addEventListener('change', event => {
    const { value } = /** @type {HTMLInputElement} */ (event.target)
    const palette = PALETTES.find(known => known === value)
    show(root, palette)
    notice.textContent = kept.write(NAME, palette) ? '' : control.dataset.notKept ?? ''
  })
  window.addEventListener('storage', event => {
    if (event.key !== NAME && event.key !== null) return
    applyPalette(root, kept)
    mark()
  })
  mark()
}

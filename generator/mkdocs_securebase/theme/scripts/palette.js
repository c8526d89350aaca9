/** The reader's colours: like the device, or light, dark, night. */

export const PALETTES = Object.freeze(['light', 'dark', 'night'])
const NAME = 'palette'

/**
 * @param {HTMLElement} root
 * @param {import('./storage.js').Kept} kept
 */
export function applyPalette (root, kept) {
  show(root, kept.read(NAME, PALETTES))
}

/** @param {HTMLElement} root @param {string | undefined} palette undefined: like the device */
function show (root, palette) {
  if (palette === undefined) delete root.dataset.palette
  else root.dataset.palette = palette
}

/**
 * @param {Document} page
 * @param {import('./storage.js').Kept} kept
 */
export function startPalette (page, kept) {
  const control = page.querySelector('.palette')
  if (!control) return
  const root = page.documentElement
  const notice = control.querySelector('[role="status"]')

  const mark = () => {
    const chosen = control.querySelector(`[value="${root.dataset.palette ?? 'auto'}"]`)
    if (chosen && !chosen.checked) chosen.checked = true
  }
  control.addEventListener('change', event => {
    const palette = PALETTES.find(known => known === event.target.value)
    show(root, palette)
    notice.textContent = kept.write(NAME, palette) ? '' : control.dataset.notKept
  })
  window.addEventListener('storage', event => {
    if (event.key !== NAME && event.key !== null) return
    applyPalette(root, kept)
    mark()
  })
  mark()
}

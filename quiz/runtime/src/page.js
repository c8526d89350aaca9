/** Changes to a page whose words are all there already: show, hide, fill in a number, move a patch. */

/** @typedef {import('./score.js').Ratio} Ratio */

/**
 * Of the parts marked data-<kind> inside `root`, show those whose mark is listed and hide the others.
 * @param {Element} root @param {Record<string, string[]>} shown  Kinds, each with the marks to show.
 */
export function reveal (root, shown) {
  for (const [kind, marks] of Object.entries(shown)) {
    for (const part of root.querySelectorAll(`[data-${kind}]`)) {
      if (part instanceof HTMLElement) hide(part, !marks.includes(part.dataset[kind] ?? ''))
    }
  }
}

/**
 * Hide or show a part. Setting again what it is already would make the browser compute the page's styles anew.
 * @param {HTMLElement} part @param {boolean} hidden
 */
export function hide (part, hidden) {
  if (part.hidden !== hidden) part.hidden = hidden
}

/**
 * Put a text into every place for it inside `root`.
 * @param {ParentNode} root @param {string} slot @param {string | number} text
 */
export function fillSlot (root, slot, text) {
  for (const place of root.querySelectorAll(`[data-slot="${slot}"]`)) place.textContent = String(text)
}

/** Half the width of the patch that stands for a score whose error is not known. */
const THIN = 0.006

/**
 * Draw a score as a patch of a given half width on its bar, cut off at the ends.
 * @param {Element | null} patch @param {Ratio | null} position @param {Ratio} half
 */
export function placeOnBar (patch, position, half) {
  if (!(patch instanceof SVGElement) || position === null) return
  const wide = Math.max(THIN, share(half))
  const from = Math.max(0, share(position) - wide)
  const to = Math.min(1, share(position) + wide)
  const length = lengthOf(patch)
  patch.setAttribute('x', String(from * length))
  patch.setAttribute('width', String((to - from) * length))
}

/**
 * Draw two scores as one patch on a square map: the first from left to right, the second from bottom to top.
 * @param {Element} person @param {Ratio} across @param {Ratio} up @param {Ratio} halfAcross @param {Ratio} halfUp
 */
export function placeOnMap (person, across, up, halfAcross, halfUp) {
  if (!(person instanceof SVGElement)) return
  const length = lengthOf(person)
  person.setAttribute('transform', `translate(${share(across) * length} ${(1 - share(up)) * length})`)
  const patch = person.querySelector('ellipse')
  patch?.setAttribute('rx', String(share(halfAcross) * length))
  patch?.setAttribute('ry', String(share(halfUp) * length))
  person.querySelector('path')?.setAttribute('d', `M0 0H${-share(across) * length}M0 0V${share(up) * length}`)
}

/** @param {number} tenths  A score times ten, as a whole number. */
export function oneDecimal (tenths) {
  const size = Math.abs(tenths)
  return `${tenths < 0 ? '-' : ''}${Math.floor(size / 10)}.${size % 10}`
}

/** @param {string} day  As 2026-11-24. @param {string[]} months  Their names, as the page has them. */
export function dayInWords (day, months) {
  const [year, month, date] = day.split('-').map(Number)
  return [date, months[month - 1] ?? month, year].join(' ')
}

/** @param {Ratio} ratio  For drawing only; decisions are made on whole numbers. */
export function share (ratio) {
  return ratio[0] / ratio[1]
}

/** @param {SVGElement} part */
function lengthOf (part) {
  return part.ownerSVGElement?.viewBox.baseVal.width ?? 0
}

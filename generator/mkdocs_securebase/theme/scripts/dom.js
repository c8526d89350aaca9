/** Elements of a page, with their types. */

/**
 * The first element that fits, or null.
 * @param {ParentNode} root @param {string} selector
 * @returns {HTMLElement | null}
 */
export function find (root, selector) {
  return root.querySelector(selector)
}

/** The first element that fits, where the templates always write one. */
export const get = /** @type {(root: ParentNode, selector: string) => HTMLElement} */ (find)

/**
 * Every element that fits.
 * @param {ParentNode} root @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all (root, selector) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)])
}

/**
 * The nearest element that fits around the one where an event happened, or null.
 * @param {Event} event @param {string} selector
 * @returns {HTMLElement | null}
 */
export function around (event, selector) {
  return /** @type {Element} */ (event.target).closest(selector)
}

/**
 * The link of the page that was clicked, where it leads to another place of the same page.
 * @param {Event} event
 * @returns {string} the part of its address from # on, or ''
 */
export function placeClicked (event) {
  const link = /** @type {HTMLAnchorElement | null} */ (around(event, 'a[href]'))
  return link?.pathname === location.pathname ? link.hash : ''
}

/**
 * Shows a text, unless it is shown already: a screen reader reads each change aloud.
 * @param {Element} place @param {string} words
 */
export function say (place, words) {
  if (place.textContent !== words) place.textContent = words
}

/** @returns {string | undefined} how this page came up: 'navigate', 'reload', 'back_forward', … */
export function arrivedBy () {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'))
  return entry?.type
}

/** When the parts of a page start and end: a theme can also put one page in place of another, without any event. */

/**
 * Start as soon as the page is complete, at once where it is already.
 * @param {Document} page @param {() => void} begin
 */
export function onceItStands (page, begin) {
  if (page.readyState === 'complete') begin()
  else page.addEventListener('DOMContentLoaded', begin)
}

/**
 * Listen to something that stays longer than the part; listening ends when the part is gone from the page.
 * @param {Element} part @param {EventTarget} target @param {string} name @param {(event: Event) => void} hear
 */
export function whileThere (part, target, name, hear) {
  target.addEventListener(name, function heard (event) {
    if (part.isConnected) hear(event)
    else target.removeEventListener(name, heard)
  })
}

/** Parts of a page begin once it stands: also where a theme shows it in the place of another and no event tells of it. */

/** @param {Document} page @param {() => void} begin */
export function onceItStands (page, begin) {
  if (page.readyState === 'complete') begin()
  else page.addEventListener('DOMContentLoaded', begin)
}

/**
 * Listen on something that outlives the part; where the part is gone, listening ends.
 *
 * @param {Element} part @param {EventTarget} target @param {string} name @param {(event: Event) => void} hear
 */
export function whileThere (part, target, name, hear) {
  target.addEventListener(name, function heard (event) {
    if (part.isConnected) hear(event)
    else target.removeEventListener(name, heard)
  })
}

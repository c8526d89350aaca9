/** A heading is a link to itself; a tap on it copies that link as well. Without script it is a plain link. */

const SHOWN = 4000

/** @param {Document} page */
export function startCopy (page) {
  const said = page.querySelector('.said')
  let shown
  const say = words => {
    clearTimeout(shown)
    said.textContent = words
    shown = setTimeout(() => { said.textContent = '' }, SHOWN)
  }
  page.addEventListener('click', async event => {
    const link = event.target.closest('[data-copy]')
    if (!link || !said) return
    try {
      await navigator.clipboard.writeText(link.href)
      say(said.dataset.copied)
    } catch {
      say(said.dataset.notCopied)
    }
  })
}

/** Leaving fast: the link, or Shift three times. The page goes blank at once and its place in the history is taken. */

const PRESSES = 3
const WITHIN = 3000

/** @param {Document} page */
export function startLeave (page) {
  const link = page.querySelector('[data-leave]')
  if (!link) return
  let presses = []

  const leave = () => {
    page.documentElement.hidden = true
    try {
      window.sessionStorage.clear()
    } catch {
      // blocked storage holds nothing to clear
    }
    window.location.replace(link.href)
  }
  link.addEventListener('click', event => {
    event.preventDefault()
    leave()
  })
  page.addEventListener('keydown', event => {
    if (event.repeat) return
    presses = event.key === 'Shift' ? [...presses.filter(time => event.timeStamp - time < WITHIN), event.timeStamp] : []
    if (presses.length === PRESSES) leave()
  })
}

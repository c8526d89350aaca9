/**
 * Leaving fast: a link, or Shift three times. The page goes blank at once, the tab forgets, and another page takes its place
 * in the history. The pages before it stay there; whoever comes to one of them by Back is sent on before it shows.
 */

const PRESSES = 3
const WITHIN = 3000
const LEFT = 'left-for'

/** @param {Document} page */
export function startLeave (page) {
  const link = page.querySelector('[data-leave]')
  if (!link) return
  let presses = []

  page.addEventListener('click', event => {
    const chosen = event.target.closest('[data-leave]')
    if (!chosen) return
    event.preventDefault()
    leave(page, chosen.href)
  })
  page.addEventListener('keydown', event => {
    if (event.repeat) return
    presses = event.key === 'Shift' ? [...presses.filter(time => event.timeStamp - time < WITHIN), event.timeStamp] : []
    if (presses.length === PRESSES) leave(page, link.href)
  })
}

/** What was chosen to be kept lies in the device's storage, not in the tab's, and stays. */
function leave (page, address) {
  page.documentElement.hidden = true
  page.title = new URL(address).host
  for (const form of page.forms) form.reset()
  try {
    window.sessionStorage.clear()
    window.sessionStorage.setItem(LEFT, address)
  } catch {
    // blocked storage holds nothing to clear
  }
  window.location.replace(address)
}

/**
 * Sends on whoever comes back to a page of a tab that was left; whoever comes any other way reads on.
 * @param {Document} page
 */
export function stayAway (page) {
  const sendOn = () => {
    const address = leftFor()
    if (!address) return
    page.documentElement.hidden = true
    window.location.replace(address)
  }
  window.addEventListener('pageshow', event => {
    if (event.persisted) sendOn()
  })
  if (window.performance.getEntriesByType('navigation')[0]?.type === 'back_forward') sendOn()
  else forget()
}

function leftFor () {
  try {
    return window.sessionStorage.getItem(LEFT)
  } catch {
    return null
  }
}

function forget () {
  try {
    window.sessionStorage.removeItem(LEFT)
  } catch {
    // blocked storage holds nothing to forget
  }
}

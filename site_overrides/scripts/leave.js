/**
 * Leaving fast: a link, or Shift three times. The page goes blank at once, the tab forgets, and another page takes its place
 * in the history. The pages before it stay there; whoever comes to one of them by Back is sent on before it shows.
 */

const PRESSES = 3
const WITHIN = 3000
const LEFT = 'left-for'

/**
 * @param {Document} page
 * @param {Window} view
 */
export function startLeave (page, view = window) {
  const link = page.querySelector('[data-leave]')
  if (!link) return
  let presses = []

  page.addEventListener('click', event => {
    const chosen = event.target.closest('[data-leave]')
    if (!chosen) return
    event.preventDefault()
    leave(page, view, chosen.href)
  })
  page.addEventListener('keydown', event => {
    if (event.repeat) return
    presses = event.key === 'Shift' ? [...presses.filter(time => event.timeStamp - time < WITHIN), event.timeStamp] : []
    if (presses.length === PRESSES) leave(page, view, link.href)
  })
}

/** What was chosen to be kept lies in the device's storage, not in the tab's, and stays. */
function leave (page, view, address) {
  page.documentElement.hidden = true
  page.title = new URL(address).host
  for (const form of page.forms) form.reset()
  try {
    view.sessionStorage.clear()
    view.sessionStorage.setItem(LEFT, address)
  } catch {
    // blocked storage holds nothing to clear
  }
  view.location.replace(address)
}

/**
 * Sends on whoever comes back to a page of a tab that was left; whoever comes any other way reads on.
 * @param {Document} page
 * @param {Window} view
 */
export function stayAway (page, view = window) {
  const sendOn = () => {
    const address = leftFor(view)
    if (!address) return
    page.documentElement.hidden = true
    view.location.replace(address)
  }
  view.addEventListener('pageshow', event => {
    if (event.persisted) sendOn()
  })
  if (view.performance.getEntriesByType('navigation')[0]?.type === 'back_forward') sendOn()
  else forget(view)
}

function leftFor (view) {
  try {
    return view.sessionStorage.getItem(LEFT)
  } catch {
    return null
  }
}

function forget (view) {
  try {
    view.sessionStorage.removeItem(LEFT)
  } catch {
    // blocked storage holds nothing to forget
  }
}

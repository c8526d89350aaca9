/** The menu as a drawer: a real button opens it; Escape, the close button and the veil close it. */

/** @param {Document} page */
export function startMenu (page) {
  const menu = page.getElementById('site_menu')
  const opener = page.querySelector('[data-open="menu"]')
  if (!menu || !opener) return
  const others = [...menu.parentElement.children].filter(part => part !== menu && part.tagName !== 'DIALOG')
  const veil = page.createElement('div')
  veil.className = 'veil'

  const show = open => {
    menu.toggleAttribute('data-open', open)
    opener.setAttribute('aria-expanded', String(open))
    for (const part of others) part.inert = open
    if (open) menu.before(veil)
    else veil.remove()
    const target = open ? menu.querySelector('[data-close]') : opener
    target.focus()
  }
  opener.addEventListener('click', () => show(true))
  veil.addEventListener('click', () => show(false))
  menu.addEventListener('click', event => {
    if (event.target.closest('[data-close]')) show(false)
  })
  page.addEventListener('keydown', event => {
    if (event.key === 'Escape' && menu.hasAttribute('data-open')) show(false)
  })
}

/** The table of contents: open where there is room for it; it marks the part that is being read. */

import { find } from './dom.js'

/** @param {Document} page */
export function startContents (page) {
  const contents = find(page, '.contents')
  const details = contents?.querySelector('details')
  if (!contents || !details) return
  const wide = window.matchMedia('(min-width: 72rem)')
  const fit = () => { details.open = wide.matches }
  wide.addEventListener('change', fit)
  fit()

  /** @type {Map<Element | null, HTMLAnchorElement>} */
  const links = new Map([...contents.querySelectorAll('a')].map(link => [page.getElementById(link.hash.slice(1)), link]))
  const observer = new IntersectionObserver(entries => {
    const last = entries.filter(entry => entry.isIntersecting).pop()
    if (!last) return
    for (const [heading, link] of links) {
      if (heading === last.target) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
  }, { rootMargin: '0px 0px -66% 0px' })
  for (const heading of links.keys()) if (heading) observer.observe(heading)
}

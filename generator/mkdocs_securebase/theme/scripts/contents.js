/** The table of contents: open where there is room for it, and marking the part that is being read. */

/** @param {Document} page */
export function startContents (page) {
  const contents = page.querySelector('.contents')
  if (!contents) return
  const wide = window.matchMedia('(min-width: 72rem)')
  const details = contents.querySelector('details')
  const fit = () => { details.open = wide.matches }
  wide.addEventListener('change', fit)
  fit()

  const links = new Map([...contents.querySelectorAll('a')].map(link => [page.getElementById(link.hash.slice(1)), link]))
  const mark = current => {
    for (const link of links.values()) {
      if (link === current) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
  }
  const observer = new IntersectionObserver(entries => {
    const last = entries.filter(entry => entry.isIntersecting).at(-1)
    if (last) mark(links.get(last.target))
  }, { rootMargin: '0px 0px -66% 0px' })
  for (const heading of links.keys()) if (heading) observer.observe(heading)
}

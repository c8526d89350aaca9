/** Scripts of our own that a page loads later: a browser lets a page make its one Trusted Types policy only once, here. */

let policy

/**
 * @param {Document} page @param {string} url of a file of this site, as the page names it
 * @returns {HTMLScriptElement}
 */
export function ownScript (page, url) {
  policy ??= window.trustedTypes?.createPolicy('own-scripts', { createScriptURL: address => address })
  const script = page.createElement('script')
  script.async = false
  script.src = policy ? policy.createScriptURL(url) : url
  page.head.append(script)
  return script
}

/** Bundles of single pages ask by an event, since they cannot share a function with this one. */
export function startOwnScripts (page) {
  page.addEventListener('own-script', event => ownScript(page, event.detail))
}

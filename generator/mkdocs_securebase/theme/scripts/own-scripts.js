/**
 * Scripts of this site that a page loads later. A browser lets a page create each Trusted Types policy only once, so all
 * such scripts are loaded here.
 */

/**
 * The policy as `src` takes it: the addresses it makes are strings to TypeScript's DOM library.
 * @typedef {{ createScriptURL: (address: string) => string }} Policy
 * @typedef {{ createPolicy: (name: string, rules: Policy) => Policy }} PolicyFactory
 */

/** @type {Policy | undefined} */
let policy

/**
 * @param {Document} page @param {string} url of a file of this site, as the page names it
 * @returns {HTMLScriptElement}
 */
export function ownScript (page, url) {
  const { trustedTypes } = /** @type {{ trustedTypes?: PolicyFactory }} */ (/** @type {unknown} */ (window))
  policy ??= trustedTypes?.createPolicy('own-scripts', { createScriptURL: address => address })
  const script = page.createElement('script')
  script.async = false
  script.src = policy ? policy.createScriptURL(url) : url
  page.head.append(script)
  return script
}

/**
 * Bundles of single pages ask for a script by an event, since they cannot call a function of this bundle.
 * @param {Document} page
 */
export function startOwnScripts (page) {
  page.addEventListener('own-script', event => ownScript(page, /** @type {CustomEvent<string>} */ (event).detail))
}

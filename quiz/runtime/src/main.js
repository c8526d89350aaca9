/** Entry of the bundle: defines the element, so that a questionnaire on the page comes to life. */

import { SelfCheck } from './self-check.js'

if (!customElements.get('self-check')) customElements.define('self-check', SelfCheck)

// Every face is fetched once the page stands, so that nothing at all is asked of the host while questions are answered.
// Fallback faces are the device's own: looking each of them up would hold the page up for nothing.
window.addEventListener('load', () => document.fonts?.forEach((face) => {
  if (face.display === 'swap') face.load().catch(() => {})
}))

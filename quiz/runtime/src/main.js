/** Entry of the bundle: defines the element, which starts the questionnaire on the page. */

import { SelfCheck } from './self-check.js'

if (!customElements.get('self-check')) customElements.define('self-check', SelfCheck)

// All faces are loaded when the page is complete, so that no request is made while questions are answered.
// Fallback faces are on the device: loading these would only take time.
window.addEventListener('load', () => document.fonts?.forEach((face) => {
  if (face.display === 'swap') face.load().catch(() => {})
}))

/** Entry of the bundle: defines the element, so that a questionnaire on the page comes to life. */

import { SelfCheck } from './self-check.js'

if (!customElements.get('self-check')) customElements.define('self-check', SelfCheck)

// Every face is fetched now, so that nothing at all is asked of the host once the questions have begun.
document.fonts?.forEach((face) => face.load().catch(() => {}))

/** Entry of the bundle: defines the element, so that a questionnaire on the page comes to life. */

import { SelfCheck } from './self-check.js'

if (!customElements.get('self-check')) customElements.define('self-check', SelfCheck)

/** Entry of the second bundle, which the player loads: what can be done with several runs. Questionnaires work without it. */

import { Records } from './records.js'

for (const check of document.querySelectorAll('self-check')) {
  const { player } = /** @type {import('./self-check.js').SelfCheck} */ (check)
  if (player) new Records(player).start()
}

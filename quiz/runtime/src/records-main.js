/** Entry of the second bundle, which the player asks for: what goes on around a run. Without it a questionnaire can still be answered. */

import { Records } from './records.js'

for (const check of document.querySelectorAll('self-check')) {
  const { player } = /** @type {import('./self-check.js').SelfCheck} */ (check)
  if (player) new Records(player).start()
}

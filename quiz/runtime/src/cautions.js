/** What is told in place of texts that the responses belie: its words and statements are in the page. */

import { fillSlot, reveal } from './page.js'

/**
 * Show the cautions that are due, each with the responses it quotes.
 * @param {Element} root @param {import('./score.js').Told} told @param {Record<string, import('./score.js').Score>} scores
 * @param {(item: string) => string} words  Of the response that was given to an item.
 */
export function showCautions (root, { cautions }, scores, words) {
  reveal(root, 'caution', cautions.map(({ of }) => of || 'profile'))
  for (const { of, strong, near, unfit } of cautions) {
    const part = root.querySelector(`[data-caution="${of || 'profile'}"]`)
    if (!part) continue
    reveal(part, 'came', Object.entries(scores).map(([id, { band }]) => `${id} ${band}`))
    reveal(part, 'because', [strong.length ? 'strong' : '', unfit && !strong.length && !near.length ? 'unfit' : ''])
    reveal(part, 'strong', strong)
    reveal(part, 'lies', near.map((line) => line.join(' ')))
    for (const item of strong) {
      const quoted = part.querySelector(`[data-strong="${item}"]`)
      if (quoted) fillSlot(quoted, 'response', words(item))
    }
  }
}

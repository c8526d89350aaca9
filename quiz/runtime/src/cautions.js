/** The cautions that stand in place of texts that the responses contradict. Their words are in the page. */

import { fillSlot, reveal } from './page.js'

/**
 * Show the cautions that are due; a response that one of them quotes is not quoted again in the next.
 * @param {Element} root @param {import('./score.js').Told} told @param {Record<string, import('./score.js').Score>} scores
 * @param {(item: string) => string} words  Of the response that was given to an item.
 */
export function showCautions (root, { cautions }, scores, words) {
  reveal(root, { caution: cautions.map(({ of }) => of || 'profile') })
  /** @type {string[]} */
  const quotedBefore = []
  for (const { of, strong, near, unfit } of cautions) {
    const part = root.querySelector(`[data-caution="${of || 'profile'}"]`)
    if (!part) continue
    const toQuote = strong.filter((item) => !quotedBefore.includes(item))
    quotedBefore.push(...strong)
    reveal(part, {
      came: Object.entries(scores).map(([id, { band }]) => `${id} ${band}`),
      because: [toQuote.length ? 'strong' : '', unfit && !strong.length && !near.length ? 'unfit' : ''],
      strong: toQuote,
      lies: near.map((line) => line.join(' '))
    })
    for (const item of toQuote) {
      const quoted = part.querySelector(`[data-strong="${item}"]`)
      if (quoted) fillSlot(quoted, 'response', words(item))
    }
  }
}

/** The element around a questionnaire. If anything is amiss, the page stays what it is without script: complete. */

import { Player } from './player.js'

export class SelfCheck extends HTMLElement {
  /** @type {Player | undefined}  For the second bundle. */
  player

  connectedCallback () {
    const form = this.querySelector('form')
    if (!form) throw new ElementError({ element: 'form', in: this.localName })
    if (!this.dataset.scoring) throw new ElementError({ element: 'data-scoring', in: this.localName })
    this.player = new Player(this, JSON.parse(this.dataset.scoring), form)
    setTimeout(() => this.start()) // as a task of its own: on a slow phone the page answers in between
  }

  start () {
    if (!this.isConnected) return
    try {
      this.player?.start()
    } catch (error) {
      this.player?.stop()
      throw error
    }
  }

  disconnectedCallback () {
    this.player?.stop()
  }
}

/** Something that the element needs is not in the page. */
export class ElementError extends Error {
  /** @param {{element: string, in: string}} facts */
  constructor (facts) {
    super(`${facts.in} needs ${facts.element}`)
    this.name = 'ElementError'
  }
}

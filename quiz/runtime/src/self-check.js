/** The element around a questionnaire. If anything goes wrong, the page stays what it is without script: complete. */

import { Player } from './player.js'

export class SelfCheck extends HTMLElement {
  constructor () {
    super()
    /** @type {Player | undefined}  For the second bundle. */
    this.player = undefined
  }

  connectedCallback () {
    const form = this.querySelector('form')
    const { scoring } = this.dataset
    if (!form || !scoring) throw new Error('self-check needs a form and data-scoring')
    this.player = new Player(this, JSON.parse(scoring), form)
    setTimeout(() => this.start()) // as a task of its own, so that a slow phone answers to the reader in between
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

  /** Where a theme shows another page in the place of this one, no event of the page tells of it. */
  disconnectedCallback () {
    this.player?.leave()
    this.player?.stop()
  }
}

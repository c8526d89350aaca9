/** Questions that a probe asks of the page it stands in. They look; they change nothing that they do not put back. */
(() => {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex^="-"])'
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

  const painted = new Map()

  /** Any CSS colour as [r, g, b, alpha], the first three from 0 to 255. */
  function rgba (colour) {
    if (!painted.has(colour)) painted.set(colour, paint(colour))
    return painted.get(colour)
  }

  function paint (colour) {
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = '#000'
    pen.fillStyle = colour
    pen.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }

  const over = ([r, g, b, a], [s, t, u]) => [r * a + s * (1 - a), g * a + t * (1 - a), b * a + u * (1 - a), 1]

  function luminance ([r, g, b]) {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }

  function contrast (one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }

  /** What is painted behind an element's outside edge. */
  function groundOf (element) {
    const above = []
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor)
      above.unshift(colour)
      if (colour[3] === 1) break
    }
    return above.reduce((ground, colour) => over(colour, ground), [255, 255, 255, 1])
  }

  const visible = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })

  /** A short name for a finding: tag, id or class, first words. */
  function nameOf (element) {
    const mark = element.id ? `#${element.id}` : [...element.classList].map(c => `.${c}`).join('')
    const words = (element.getAttribute('aria-label') || element.textContent || element.getAttribute('name') || '').trim()
    return `${element.localName}${mark} “${words.replace(/\s+/g, ' ').slice(0, 40)}”`
  }

  /** The box that a reader sees and hits: a control that is drawn by its label counts with its label. */
  function boxOf (control) {
    let box = control.getBoundingClientRect()
    if (control.matches('input[type=radio], input[type=checkbox]')) {
      const label = control.closest('label')
      if (label) {
        const around = label.getBoundingClientRect()
        const left = Math.min(box.left, around.left), top = Math.min(box.top, around.top)
        const right = Math.max(box.right, around.right), bottom = Math.max(box.bottom, around.bottom)
        box = { left, top, right, bottom, width: right - left, height: bottom - top }
      }
    }
    return box
  }

  /** A link in running text: its size is the text's. */
  function inline (control) {
    if (control.localName !== 'a' || getComputedStyle(control).display !== 'inline') return false
    let block = control.parentElement
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement
    const links = [...block.querySelectorAll('a')].map(link => link.textContent).join('')
    return block.textContent.replace(/\s+/g, '').length > links.replace(/\s+/g, '').length
  }

  /** Where the keyboard is; null on the page itself. */
  function stop () {
    const at = document.activeElement
    if (!at || at === document.body || at === document.documentElement) return null
    const style = getComputedStyle(at)
    const boxes = [...at.getClientRects()]
    const box = boxes[0] ?? at.getBoundingClientRect()
    const drawn = visible(at) && box.width > 1 && box.height > 1
    // Of a field to write in, a browser brings the line with the caret into view; the field is empty: its first.
    const bottom = at.localName === 'textarea' ? Math.min(box.bottom, box.top + 24) : box.bottom
    const inside = box.left >= -1 && box.right <= innerWidth + 1 &&
      (box.height > innerHeight ? box.top < innerHeight && box.bottom > 0 : box.top >= -1 && bottom <= innerHeight + 1)
    const [aside, down] = [Math.max(2, box.width / 10), Math.max(2, box.height / 5)]
    const points = [[box.left + box.width / 2, box.top + box.height / 2]]
      .concat([box.left + aside, box.right - aside].flatMap(x => [[x, box.top + down], [x, box.bottom - down]]))
      .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight)
    const label = at.closest('label')
    const covers = points
      .map(([x, y]) => document.elementFromPoint(x, y))
      .filter(hit => !(hit && (at.contains(hit) || label?.contains(hit) || (hit.contains(at) && !hit.matches('dialog, nav')))))
    const ring = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    const edge = rgba(style.outlineColor)
    const ground = groundOf(parseFloat(style.outlineOffset) < 0 ? at : at.parentElement ?? at)
    const pad = 8
    return {
      what: nameOf(at),
      link: at.localName === 'a',
      drawn,
      inside: inside && points.length > 0,
      covers: covers.map(hit => hit ? nameOf(hit) : 'nothing'),
      ring,
      ringContrast: ring ? contrast(over(edge, ground), ground) : 1,
      box: { width: box.width, height: box.height },
      clip: {
        x: Math.max(0, box.left - pad),
        y: Math.max(0, box.top - pad),
        width: Math.min(innerWidth, box.right + pad) - Math.max(0, box.left - pad),
        height: Math.min(innerHeight, box.bottom + pad) - Math.max(0, box.top - pad)
      }
    }
  }

  let first = null
  const walked = []

  /** From now on, take down each place that a press of Tab leads to. */
  function follow () {
    addEventListener('keyup', event => { if (event.key === 'Tab') walked.push(step()) }, true)
  }

  /** What has been taken down since the last call. */
  const followed = () => walked.splice(0)

  /** Where a press of Tab has led, and whether that is where the walk began. */
  function step () {
    const found = stop()
    if (found === null) return null
    const again = first === document.activeElement
    first ??= document.activeElement
    return { ...found, again }
  }

  /** Focus, as the keyboard does, the next control of a sort that is not among those seen; null where there is none. */
  function focusNew (seen) {
    for (const control of document.querySelectorAll(CONTROLS)) {
      const sort = `${control.localName}.${control.className}.${control.type ?? ''}.${control.closest('header, nav, main, footer, dialog')?.localName}`
      if (seen.includes(sort) || !visible(control)) continue
      control.scrollIntoView({ block: 'center' })
      control.focus({ preventScroll: true })
      const found = document.activeElement === control ? stop() : null
      if (found?.inside) return { ...found, sort }
    }
    return null
  }

  /** Controls that are smaller than a finger. */
  function smallTargets (least) {
    return [...document.querySelectorAll(CONTROLS)]
      .filter(control => visible(control) && !control.disabled && !control.closest('[inert]') && !inline(control))
      .map(control => [control, boxOf(control)])
      .filter(([, box]) => box.width > 0 && (box.width < least - 0.5 || box.height < least - 0.5))
      .map(([control, box]) => `${nameOf(control)} ${Math.round(box.width)}×${Math.round(box.height)}`)
  }

  /** How far the page scrolls sideways, in pixels. */
  function sideways () {
    return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)
  }

  /** Text for screen readers, or that comes into view with the keyboard: cut to nothing, or moved off the top. */
  function forEarsOnly (element) {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.clipPath !== 'none' && style.position === 'absolute') return true
      if (at.matches('a[href^="#"]') && style.position === 'absolute' && at.getBoundingClientRect().bottom <= 0) return true
    }
    return false
  }

  /** Each visible piece of text with its element and the boxes of its lines. */
  function * texts (root = document.body) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const node = walk.currentNode
      const element = node.parentElement
      if (!node.data.trim() || !visible(element) || element.closest('script, style, noscript')) continue
      if (forEarsOnly(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = [...range.getClientRects()].filter(line => line.width > 1 && line.height > 1)
      if (lines.length) yield { node, element, lines }
    }
  }

  /** Whether a keyboard can scroll a box: it takes focus itself or holds something that does. */
  const scrollable = box => box.matches(CONTROLS) || box.tabIndex >= 0 || box.querySelector(CONTROLS) !== null

  /** Text that is cut off: beyond the screen, inside a box that hides the rest, or shortened to dots. */
  function clipped () {
    const found = new Set()
    for (const { element, lines } of texts()) {
      if (getComputedStyle(element).position === 'fixed') continue
      for (const line of lines) {
        if (line.left < -1 || line.right > innerWidth + 1) {
          let box = element
          while (box && !/auto|scroll/.test(getComputedStyle(box).overflowX)) box = box.parentElement
          if (!box || !scrollable(box)) found.add(`${nameOf(element)}: beyond the side of the screen`)
        }
      }
      for (let box = element; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box)
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
        const edge = box.getBoundingClientRect()
        const free = axis => /auto|scroll/.test(style[`overflow${axis}`]) && scrollable(box)
        for (const line of lines) {
          if (!free('X') && (line.left < edge.left - 1 || line.right > edge.right + 1)) found.add(`${nameOf(element)}: cut by ${nameOf(box)}`)
          if (!free('Y') && (line.top < edge.top - 1 || line.bottom > edge.bottom + 1)) found.add(`${nameOf(element)}: cut by ${nameOf(box)}`)
        }
        if (style.textOverflow === 'ellipsis' && box.scrollWidth > box.clientWidth) found.add(`${nameOf(box)}: shortened to dots`)
      }
    }
    for (const area of document.querySelectorAll('textarea')) {
      if (visible(area) && area.value && area.scrollHeight > area.clientHeight + 1 && getComputedStyle(area).overflowY === 'hidden') found.add(nameOf(area))
    }
    return [...found]
  }

  /** Lines of different elements that lie on each other. */
  function overlaps () {
    const all = []
    for (const { element, lines } of texts(document.querySelector('main') ?? document.body)) {
      let stays = element
      while (stays && getComputedStyle(stays).position !== 'sticky') stays = stays.parentElement
      for (const line of lines) {
        const inset = line.height * 0.3 // line boxes may touch; letters may not
        all.push({ element, stays, left: line.left + 1, right: line.right - 1, top: line.top + inset, bottom: line.bottom - inset })
      }
    }
    all.sort((one, other) => one.top - other.top)
    const found = new Set()
    for (let i = 0; i < all.length; i++) {
      for (let j = i + 1; j < all.length && all[j].top < all[i].bottom; j++) {
        const [one, other] = [all[i], all[j]]
        if (one.stays !== other.stays) continue // it lies under what stays in view, and comes out by scrolling
        if (one.element === other.element || one.left >= other.right || other.left >= one.right) continue
        if (one.element.contains(other.element) || other.element.contains(one.element)) {
          if (getComputedStyle(one.element).position === getComputedStyle(other.element).position) {
            // An inline element inside its own line: only a real overlap of ink counts, not of line boxes.
            if (Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) < 4) continue
          }
        }
        found.add(`${nameOf(one.element)} on ${nameOf(other.element)}`)
      }
    }
    return [...found]
  }

  /** Controls that need a script, where no script runs. */
  function scriptedControls () {
    return [...document.querySelectorAll('button, [role=button], input[type=button], input[type=submit], input[type=search], [aria-expanded], label[for^="__"]')]
      .filter(control => visible(control) && control.getBoundingClientRect().width > 0)
      .map(nameOf)
  }

  /** Text of the main part that nobody can get at, folded parts that open without script apart. */
  function unseenText () {
    const found = []
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement
      if (!walk.currentNode.data.trim() || visible(element)) continue
      if (element.closest('.js-only, [data-scripted], [hidden], [aria-hidden=true]')) continue
      const folded = element.closest('details:not([open])')
      if (folded && !element.closest('summary')) continue
      found.push(nameOf(element))
    }
    return found
  }

  /** Signs that are a hole in a coloured box: where a reader sets the colours, box and page become one. */
  function masked () {
    const found = []
    for (const element of document.querySelectorAll('body *')) {
      if (!visible(element)) continue
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(element, part)
        if (part && (style.content === 'none' || style.display === 'none')) continue
        const mask = style.maskImage || style.webkitMaskImage
        if (!mask || mask === 'none' || style.forcedColorAdjust === 'none') continue
        const ground = groundOf(element.parentElement)
        if (contrast(over(rgba(style.backgroundColor), ground), ground) < 3) found.push(`${nameOf(element)}${part ?? ''}`)
      }
    }
    return found
  }

  /** Where the first boxes to tick on the screen are drawn: themselves, or before their label in their stead. */
  function boxSigns (most) {
    const grown = ({ x, y, width, height }) => ({ x: x - 2, y: y - 2, width: width + 4, height: height + 4 })
    return [...document.querySelectorAll('article input[type=checkbox]')].slice(0, most).map(input => {
      if (getComputedStyle(input).opacity !== '0') return grown(input.getBoundingClientRect())
      const drawn = input.parentElement.querySelector('span')
      const sign = getComputedStyle(drawn, '::before')
      let from = drawn
      while (from && getComputedStyle(from).position === 'static') from = from.parentElement
      const { left, top } = from.getBoundingClientRect()
      const [x, y, width, height] = [sign.left, sign.top, sign.width, sign.height].map(parseFloat)
      return grown({ x: left + x, y: top + y, width, height })
    }).filter(({ y, height }) => y > 0 && y + height < innerHeight)
  }

  /** What axe finds, and what it cannot decide where no explanation (a rule and a selector) holds. */
  async function audit (runOnly, rules, explained) {
    const options = { runOnly, rules, resultTypes: ['violations', 'incomplete'] }
    globalThis.scrollTo(0, 0) // else the top line, which stays in view, lies over part of a control at a chance place
    const { passes, violations, incomplete } = await globalThis.axe.run(document, options)
    const clear = (rule, node) => explained.some(one =>
      one.rule === rule.id && document.querySelector(node.target.at(-1))?.closest(one.within))
    const told = (rule, node) =>
      `${rule.id}: ${node.target.join(' ')}: ${[...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')}`
    return {
      rules: passes.length,
      violations: violations.flatMap(rule => rule.nodes.map(node => told(rule, node))),
      review: incomplete.flatMap(rule => rule.nodes.filter(node => !clear(rule, node)).map(node => told(rule, node)))
    }
  }

  /** The ways in which words are coloured here, as far as contrast goes: ink, whether large or underlined, and what is painted behind. */
  function colourings () {
    const seen = new Map()
    const plain = layer => layer.effects === '1 none normal'
    const behind = element => {
      if (!element) return []
      if (!seen.has(element)) {
        const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element)
        const own = { paint: `${backgroundColor} ${backgroundImage}`, effects: `${opacity} ${filter} ${mixBlendMode}` }
        let layers = behind(element.parentElement)
        if (/^rgb\(/.test(own.paint)) layers = layers.filter(layer => !plain(layer)) // it covers what lies below
        if (!/, 0\) none$/.test(own.paint) || !plain(own)) layers = [...layers, own]
        seen.set(element, layers)
      }
      return seen.get(element)
    }
    const shows = new Set(document.querySelectorAll('input, select, textarea'))
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) if (walk.currentNode.data.trim()) shows.add(walk.currentNode.parentElement)
    return [...new Set([...shows].filter(visible).map(element => {
      const { color, fill, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(element)
      const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24)
      return JSON.stringify([color, element instanceof SVGElement ? fill : '', large, textShadow, textDecorationLine, behind(element)])
    }))]
  }

  /** Landmarks by role and name, in reading order. */
  function landmarks () {
    const roles = { MAIN: 'main', NAV: 'navigation', ASIDE: 'complementary', FORM: 'form', SEARCH: 'search' }
    const found = []
    for (const element of document.querySelectorAll('main, nav, aside, search, form[aria-label], header, footer, [role]')) {
      if (!visible(element)) continue
      let role = element.getAttribute('role') ?? roles[element.tagName]
      if (!role && !element.closest('main, article, section, nav, aside')) role = { HEADER: 'banner', FOOTER: 'contentinfo' }[element.tagName]
      if (!['main', 'navigation', 'complementary', 'form', 'search', 'banner', 'contentinfo', 'region'].includes(role)) continue
      const by = element.getAttribute('aria-labelledby')
      found.push({ role, name: element.getAttribute('aria-label') ?? (by && document.getElementById(by)?.textContent) ?? '' })
    }
    return found
  }

  /** What still moves although the reader asked for rest. */
  function moving () {
    const found = document.getAnimations().filter(a => (a.effect?.getComputedTiming().activeDuration ?? 0) > 0).map(a => `${a.animationName ?? a.transitionProperty} on ${nameOf(a.effect.target)}`)
    for (const element of document.querySelectorAll('*')) {
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(element, part)
        if (style.transitionDuration.split(',').some(time => parseFloat(time) > 0) && style.transitionProperty !== 'none') found.push(`${nameOf(element)}${part ?? ''}: transition ${style.transitionProperty}`)
        if (style.animationName !== 'none' && style.animationDuration.split(',').some(time => parseFloat(time) > 0)) found.push(`${nameOf(element)}${part ?? ''}: animation ${style.animationName}`)
        if (!part && style.scrollBehavior === 'smooth') found.push(`${nameOf(element)}: scrolls smoothly`)
      }
    }
    return [...new Set(found)]
  }

  /** Contrast of what is written into ruled fields, with their ground and with their rules: the lowest of each. */
  function ruledContrast () {
    const lowest = { ground: Infinity, rules: Infinity }
    for (const area of [...document.querySelectorAll('textarea')].filter(visible)) {
      const ink = rgba(getComputedStyle(area).color)
      const ground = groundOf(area)
      lowest.ground = Math.min(lowest.ground, contrast(ink, ground))
      for (const [colour] of getComputedStyle(area).backgroundImage.matchAll(/(?:rgba?|color)\([^()]*\)/g)) {
        lowest.rules = Math.min(lowest.rules, contrast(ink, over(rgba(colour), ground)))
      }
    }
    return lowest
  }

  globalThis.gate = {
    stop, follow, followed, focusNew, smallTargets, sideways, clipped, overlaps, scriptedControls, unseenText, masked, boxSigns, audit, colourings, landmarks, moving, ruledContrast, nameOf, visible, contrast, rgba
  }
})()

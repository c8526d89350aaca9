/** Questions about pictures of a page. Runs in a blank page of its own. */
(() => {
  async function pixels (png) {
    const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    pen.drawImage(picture, 0, 0)
    return pen.getImageData(0, 0, picture.width, picture.height)
  }

  const curve = Float64Array.from({ length: 256 }, (_, v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  const luminance = (data, at) => 0.2126 * curve[data[at]] + 0.7152 * curve[data[at + 1]] + 0.0722 * curve[data[at + 2]]
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)

  /** How many pixels differ between two pictures by a contrast of `least` or more. */
  async function changed (before, after, least) {
    const [one, other] = [await pixels(before), await pixels(after)]
    let count = 0
    for (let at = 0; at < one.data.length; at += 4) {
      if (contrast(luminance(one.data, at), luminance(other.data, at)) >= least) count++
    }
    return count
  }

  /** The most common luminance: the ground. */
  function ground (image) {
    const counts = new Map()
    for (let at = 0; at < image.data.length; at += 4) {
      const key = (image.data[at] << 16) | (image.data[at + 1] << 8) | image.data[at + 2]
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const [key] = [...counts].reduce((most, entry) => entry[1] > most[1] ? entry : most)
    return 0.2126 * curve[key >> 16] + 0.7152 * curve[(key >> 8) & 255] + 0.0722 * curve[key & 255]
  }

  /** The contrast with its ground that at least `count` pixels of a picture reach. */
  async function mark (png, count) {
    const image = await pixels(png)
    const back = ground(image)
    const all = []
    for (let at = 0; at < image.data.length; at += 4) all.push(contrast(luminance(image.data, at), back))
    return all.sort((one, other) => other - one)[Math.min(count, all.length) - 1]
  }

  /** How much two drawings have the same shape, from 0 to 1, whatever their colours: both painted over either painted. */
  async function sameShape (one, other) {
    const [first, second] = [await pixels(one), await pixels(other)]
    const [under, below] = [ground(first), ground(second)]
    let both = 0, either = 0
    for (let at = 0; at < first.data.length; at += 4) {
      const a = contrast(luminance(first.data, at), under) > 1.08
      const b = contrast(luminance(second.data, at), below) > 1.08
      if (a && b) both++
      if (a || b) either++
    }
    return either ? both / either : 1
  }

  /**
   * The contrast of a text with what it stands on, from pictures with and without it: `share` of its pixels reach it.
   * Edges are smoothed, so only the pixels that the text changes most count as the text.
   */
  async function textContrast (withText, without, share) {
    const [one, other] = [await pixels(withText), await pixels(without)]
    const [a, b] = [one.data, other.data]
    const strength = at => Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2])
    let strongest = 0
    for (let at = 0; at < one.data.length; at += 4) strongest = Math.max(strongest, strength(at))
    if (strongest === 0) return 1
    const core = []
    for (let at = 0; at < one.data.length; at += 4) {
      if (strength(at) > strongest * 0.9) core.push(contrast(luminance(one.data, at), luminance(other.data, at)))
    }
    core.sort((x, y) => y - x)
    return core[Math.floor((core.length - 1) * share)]
  }

  globalThis.pictures = { changed, mark, sameShape, textContrast }
})()

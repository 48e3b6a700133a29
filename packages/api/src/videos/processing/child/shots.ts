import sharp from 'sharp'
import type { Colours, Frame, Plane } from './frames.ts'
import type { Facts } from './work.ts'

sharp.cache(false)
sharp.concurrency(1)

/** A small upright picture. RGB. */
export interface Shot {
  pixels: Buffer
  width: number
  height: number
}

const LOOKED_AT_PIXELS = 32
/** Of 255: darker than that, on average, is black. */
const DARK = 20
/** Of 255: what differs less from its average shows nothing. */
const PLAIN = 6

/** A frame upright, with square pixels, as large as it is shown but no larger than asked for. */
export async function shotOf(
  frame: Frame,
  { facts, rotation, within }: { facts: Facts; rotation: number; within: Size },
): Promise<Shot> {
  const size = sizeWithin(facts, within)
  const lies = rotation % 180 !== 0
  const coded = lies ? { width: size.height, height: size.width } : size
  const small = 'rgba' in frame ? await fromRgba(frame, coded) : await fromPlanes(frame, coded)
  if (rotation === 0) return { pixels: small, ...size }
  const upright = await sharp(small, { raw: { ...coded, channels: 3 } })
    .rotate(rotation)
    .raw()
    .toBuffer()
  return { pixels: upright, ...size }
}

function fromRgba(
  { rgba, width, height }: Extract<Frame, { rgba: Uint8Array }>,
  to: Size,
): Promise<Buffer> {
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .resize({ ...to, fit: 'fill' })
    .raw()
    .toBuffer()
}

/** Makes each plane small before colours are reckoned. */
async function fromPlanes(
  { planes, colours }: Extract<Frame, { colours: Colours }>,
  to: Size,
): Promise<Buffer> {
  const [light, bluish, reddish] = [
    await shrunk(planes[0], to),
    await shrunk(planes[1], to),
    await shrunk(planes[2], to),
  ]
  const { red, blue, isFullRange } = colours
  const green = 1 - red - blue
  const [black, range, colourRange] = isFullRange ? [0, 255, 255] : [16, 219, 224]
  const toRed = (2 * (1 - red) * 255) / colourRange
  const toBlue = (2 * (1 - blue) * 255) / colourRange
  const pixels = Buffer.alloc(to.width * to.height * 3)
  for (let index = 0; index < light.length; index++) {
    const y = (((light[index] ?? 0) - black) * 255) / range
    const r = y + toRed * ((reddish[index] ?? 128) - 128)
    const b = y + toBlue * ((bluish[index] ?? 128) - 128)
    const g = (y - red * r - blue * b) / green
    pixels[index * 3] = clamped(r)
    pixels[index * 3 + 1] = clamped(g)
    pixels[index * 3 + 2] = clamped(b)
  }
  return pixels
}

function shrunk({ bytes, width, height, stride }: Plane, to: Size): Promise<Buffer> {
  return sharp(bytes, { raw: { width: stride, height, channels: 1 } })
    .extract({ left: 0, top: 0, width, height })
    .resize({ ...to, fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
}

function clamped(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}

export interface Size {
  width: number
  height: number
}

/** The size of something in a frame; nothing is enlarged. */
export function sizeWithin({ width, height }: Size, most: Size): Size {
  const factor = Math.min(1, most.width / width, most.height / height)
  const side = (length: number) => Math.max(1, Math.round(length * factor))
  return { width: side(width), height: side(height) }
}

/** How much is to be seen: 0 is nothing, as in a black frame. */
export async function interestOf(shot: Shot): Promise<number> {
  const side = LOOKED_AT_PIXELS
  const grey = await rawOf(shot)
    .greyscale()
    .resize({ width: side, height: side, fit: 'fill' })
    .raw()
    .toBuffer()
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  const variance = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length
  return mean < DARK || Math.sqrt(variance) < PLAIN ? 0 : Math.sqrt(variance)
}

export function rawOf({ pixels, width, height }: Shot) {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

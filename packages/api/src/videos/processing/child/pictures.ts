import type { WrittenPicture } from '../../../files/pictures/child/work.ts'
import { storyboardOf, TILE_WIDTH } from '../../storyboard.ts'
import type { FrameSource } from './frames.ts'
import type { Shot, Size } from './shots.ts'
import { interestOf, rawOf, shotOf, sizeWithin } from './shots.ts'
import type { Facts } from './work.ts'

/** Where a video is looked at for thumbnails, as parts of its length. */
const CANDIDATES = [1 / 10, 1 / 3, 2 / 3]
/** So much later it is looked again where nothing is to be seen, and so often. */
const LATER = 1 / 20
const LOOKS = 5

const THUMBNAIL: Size = { width: 1_280, height: 2_560 }
const TILE: Size = { width: TILE_WIDTH, height: 2 * TILE_WIDTH }

/** Tiles that are farther apart than key pictures mostly are may be those. */
const ROUGH_FROM_MS = 5_000

const webp = { quality: 80, effort: 2 }

export interface Making {
  facts: Facts
  frames: FrameSource
  /** What the beginning is called where frames are asked for, in seconds. */
  startsAt: number
  /** Degrees by which frames are turned. */
  rotation: number
  /** What the paths begin with. */
  prefix: string
  /** Until then it may take, as `performance.now()` tells it. */
  until: number
}

/**
 * Makes the pictures that every video gets: three candidates for its thumbnail, and a storyboard. Those
 * that cannot be decoded are left out.
 */
export async function* usualPictures(making: Making): AsyncGenerator<WrittenPicture> {
  for (const [index, part] of CANDIDATES.entries()) {
    const shot = await tellingShot(making, part)
    if (!shot) return
    yield write(making, `thumbnail-${index + 1}`, shot)
  }
  const board = await storyboard(making)
  if (board) yield write(making, 'storyboard', board)
}

/** The picture at a time. */
export async function pictureAt(
  making: Making,
  { label, atMs }: { label: string; atMs: number },
): Promise<WrittenPicture | undefined> {
  const shot = await shotAt(making, atMs / 1_000, THUMBNAIL)
  return shot && write(making, label, shot)
}

/** A picture in which something is to be seen, if there is one near; of those that there are, the best. */
async function tellingShot(making: Making, part: number): Promise<Shot | undefined> {
  const seconds = making.facts.durationMs / 1_000
  let best: { shot: Shot; interest: number } | undefined
  for (let look = 0; look < LOOKS && performance.now() < making.until; look++) {
    const shot = await shotAt(making, (part + look * LATER) * seconds, THUMBNAIL)
    if (!shot) break
    const interest = await interestOf(shot)
    if (!best || interest > best.interest) best = { shot, interest }
    if (interest > 0) break
  }
  return best?.shot
}

/** How large frames are needed at most, before they are turned. */
export function codedSizeOf(facts: Facts, rotation: number): Size {
  const { width, height } = sizeWithin(facts, THUMBNAIL)
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width }
}

async function shotAt(
  making: Making,
  seconds: number,
  within: Size,
  { isRough = false } = {},
): Promise<Shot | undefined> {
  const { facts, frames, startsAt, rotation, until } = making
  const frame = await frames.at(startsAt + seconds, until, { isRough })
  return frame && shotOf(frame, { facts, rotation, within })
}

/** All the tiles, or nothing. */
async function storyboard(making: Making): Promise<Shot | undefined> {
  const { facts } = making
  const { tiles, columns, everyMs } = storyboardOf(facts.durationMs)
  const tile = sizeWithin(facts, TILE)
  const rows = Math.ceil(tiles / columns)
  const board = { width: tile.width * columns, height: tile.height * rows }
  const pixels = Buffer.alloc(board.width * board.height * 3)
  const begun = performance.now()
  for (let index = 0; index < tiles; index++) {
    const now = performance.now()
    if (now > making.until) return undefined
    const isLate = begun + ((now - begun) * tiles) / index > making.until
    const isRough = isLate || everyMs > ROUGH_FROM_MS
    const shot = await shotAt(making, ((index + 0.5) * everyMs) / 1_000, TILE, { isRough })
    if (!shot) return undefined
    const left = (index % columns) * tile.width
    const top = Math.floor(index / columns) * tile.height
    for (let row = 0; row < tile.height; row++) {
      const from = row * tile.width * 3
      shot.pixels.copy(pixels, ((top + row) * board.width + left) * 3, from, from + tile.width * 3)
    }
  }
  return { pixels, ...board }
}

async function write({ prefix }: Making, label: string, shot: Shot): Promise<WrittenPicture> {
  const path = `${prefix}${label}.webp`
  const { size, width, height } = await rawOf(shot).webp(webp).toFile(path)
  return { label, path, mediaType: 'image/webp', size, width, height }
}

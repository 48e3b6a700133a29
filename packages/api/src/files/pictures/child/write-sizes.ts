import { rm } from 'node:fs/promises'
import type { OutputInfo, Sharp } from 'sharp'
import { checkBounds } from './bounds.ts'
import { open } from './loaders.ts'
import { Refused } from './refused.ts'
import type { Shape, Size } from './shapes.ts'
import { shapes } from './shapes.ts'
import type { Work, WrittenPicture } from './work.ts'

/** More effort makes files that are 3 % smaller, in twice the time and half as much memory again. */
const webp = { quality: 82, effort: 2 }

/**
 * Writes a picture anew in all its sizes, the main one first: upright, in sRGB, without metadata. What
 * passes from step to step lies in plain files, so that each step has the memory to itself. Throws
 * Refused.
 */
export async function writeSizes({ path, kind, prefix }: Work): Promise<WrittenPicture[]> {
  const shape = shapes[kind]
  const decoded = `${prefix}.decoded.tiff`
  const upright = `${prefix}.upright.tiff`
  try {
    await decode(path, decoded, shape)
    const main = await plainly(open(decoded).autoOrient(), upright)
    await rm(decoded)
    const written = [await write(upright, prefix, 'main', main)]
    for (const [label, size] of Object.entries(shape.renditions(main))) {
      written.push(await write(upright, prefix, label, size))
    }
    return written
  } finally {
    await rm(decoded, { force: true })
    await rm(upright, { force: true })
  }
}

/** The one step that reads what somebody sent. The next one turns the right side up, and drops metadata. */
async function decode(path: string, to: string, shape: Shape): Promise<void> {
  try {
    const picture = await open(path).metadata()
    const size = shape.main(checkBounds(picture))
    const { orientation = 1 } = picture
    await plainly(resized(open(path), size).toColourspace('srgb').withMetadata({ orientation }), to)
  } catch (error) {
    throw explained(error)
  }
}

async function write(
  from: string,
  prefix: string,
  label: string,
  to: Size,
): Promise<WrittenPicture> {
  const path = `${prefix}.${label}.webp`
  const { size, width, height } = await resized(open(from), to).webp(webp).toFile(path)
  return { label, path, mediaType: 'image/webp', size, width, height }
}

function plainly(picture: Sharp, to: string): Promise<OutputInfo> {
  return picture.tiff({ compression: 'none' }).toFile(to)
}

/** In this size; where the proportions are others, the middle of it. */
function resized(picture: Sharp, { width, height }: Size): Sharp {
  return picture.resize({ width, height, fit: 'cover', position: 'centre' })
}

/** What fails here is the fault of the bytes, unless it is that of the disk. */
function explained(error: unknown): unknown {
  const said = String(error)
  if (error instanceof Refused || said.includes('No space left')) return error
  if (said.includes('unsupported image format')) return new Refused('not a picture')
  return new Refused(said.includes('pixel limit') ? 'too many pixels' : 'damaged')
}

import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hashFile } from '../../blobs/hash-file.ts'
import { DomainError } from '../../errors/map.ts'
import { MOST_PIXELS } from './child/bounds.ts'
import type { Outcome, WrittenPicture } from './child/work.ts'
import { Line } from './line.ts'
import { PictureProcess } from './picture-process.ts'
import type { LocalPicture, PictureKind, PreparedPicture } from './prepared-picture.ts'

/** What waits gets its turn within 8 s and is done 20 s later, or is told to come again. */
const line = new Line(20, 8_000)
const decoder = new PictureProcess()

/**
 * Decodes a picture and writes it anew into a directory, in all its sizes: without metadata, upright,
 * in sRGB, as WebP. Another process does that, so that no bytes can bring the server down. Throws
 * PICTURE_REFUSED, PICTURES_BUSY and STORAGE_FULL; nothing is left in the directory then.
 */
export async function preparePicture(
  path: string,
  kind: PictureKind,
  directory: string,
): Promise<PreparedPicture> {
  await mkdir(directory, { recursive: true })
  const prefix = join(directory, randomUUID())
  return line.inTurn(async () => {
    const outcome = await decoder.decode({ path, kind, prefix })
    if ('written' in outcome) return prepared(outcome.written)
    await removeParts(prefix)
    throw explained(outcome)
  })
}

async function prepared(written: WrittenPicture[]): Promise<PreparedPicture> {
  const [main, ...renditions] = await Promise.all(written.map(hashed))
  if (!main) throw new Error('No picture was written.')
  return { main, renditions }
}

/** Not by the process that wrote it: whoever took that over could give bytes another's hash. */
async function hashed(picture: WrittenPicture): Promise<LocalPicture> {
  return { ...picture, hash: await hashFile(picture.path) }
}

async function removeParts(prefix: string): Promise<void> {
  const directory = dirname(prefix)
  const parts = (await readdir(directory)).filter((name) => name.startsWith(basename(prefix)))
  for (const part of parts) await rm(join(directory, part), { force: true })
}

function explained(outcome: Exclude<Outcome, { written: WrittenPicture[] }>): Error {
  if ('failure' in outcome) {
    const isFull = outcome.failure.includes('No space left')
    const cause = new Error(`Decoding a picture failed: ${outcome.failure}`)
    return isFull ? new DomainError('STORAGE_FULL', {}, cause) : cause
  }
  const { problem, limitPixels = MOST_PIXELS } = outcome
  return new DomainError('PICTURE_REFUSED', { problem, limitPixels })
}

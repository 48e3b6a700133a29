import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { constants, copyFile, link, open, rename, rm } from 'node:fs/promises'
import type { Download, RangeOptions } from '../files/download.ts'
import { LarderError } from '../larder-error.ts'

const { O_RDWR, O_CREAT, O_NOFOLLOW, COPYFILE_EXCL } = constants

/** Writes to `part` what it lacks of a download that just began. Answers how long it is then. */
export async function fillPart(
  part: string,
  first: Download,
  ask: (more: RangeOptions) => Promise<Download>,
  tell: (receivedBytes: number, totalBytes: number) => void,
): Promise<number> {
  // Not through a link that somebody laid there.
  const file = await open(part, O_RDWR | O_CREAT | (O_NOFOLLOW ?? 0), 0o600).catch(
    async (error: unknown) => {
      await first.stream.cancel()
      throw error
    },
  )
  try {
    const { size: has } = await file.stat()
    const rest = await restAfter(has, first, ask)
    let place = rest ? (rest.range?.start ?? 0) : has
    const total = rest?.size ?? first.size
    const begunAt = place
    // Not what is there already: the same download, begun twice, may be writing at its end.
    if (place < has) await file.truncate(place)
    tell(place, total)
    for await (const piece of piecesOf(rest)) {
      await writeAll(file, piece, place)
      place += piece.length
      tell(place, total)
    }
    if (begunAt > 0) await verify(file, part, first.etag)
    await file.sync()
    return total
  } finally {
    await file.close()
  }
}

/** What was put together of two halves is looked at once more: a tag is the SHA-256 of the bytes. */
async function verify(file: FileHandle, part: string, etag: string | null): Promise<void> {
  const expected = /^"([0-9a-f]{64})"$/.exec(etag ?? '')?.[1]
  if (expected === undefined) return
  const hash = createHash('sha256')
  const stream = file.createReadStream({ start: 0, autoClose: false })
  for await (const piece of stream) hash.update(piece as Uint8Array)
  const actual = hash.digest('hex')
  if (actual === expected) return
  await rm(part, { force: true })
  const message = `What was here of an earlier download was damaged, and is removed. Download it again.`
  throw new LarderError('HASH_MISMATCH', { expected, actual }, message)
}

/** A disk that is nearly full takes less than it is given, and says so only then. */
async function writeAll(file: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const left = bytes.length - written
    written += (await file.write(bytes, written, left, place + written)).bytesWritten
  }
}

/** What is missing after so many bytes; undefined when nothing is. */
async function restAfter(
  has: number,
  first: Download,
  ask: (more: RangeOptions) => Promise<Download>,
): Promise<Download | undefined> {
  if (first.etag === null || has === 0 || has > first.size) return first
  await first.stream.cancel()
  return has < first.size ? ask({ range: { start: has }, ifRange: first.etag }) : undefined
}

async function* piecesOf(download: Download | undefined): AsyncGenerator<Uint8Array> {
  if (!download) return
  const reader = download.stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // Closes the connection when the bytes cannot be written.
    await reader.cancel().catch(() => {})
  }
}

/** Gives the whole file its name. A link, unlike renaming, never replaces what came there meanwhile. */
export async function moveTo(
  path: string,
  part: string,
  force: boolean | undefined,
): Promise<void> {
  if (force) return rename(part, path)
  try {
    await link(part, path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // Some file systems have no links.
    if (!['EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS'].includes(code)) throw error
    await copyFile(part, path, COPYFILE_EXCL)
  }
  await rm(part, { force: true })
}

import { readFile, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { ByteRange } from '../blob-store.ts'
import type { OpenedS3 } from './client.ts'
import { soon } from './client.ts'
import { isBrokenConnection, statusOf } from './failures.ts'
import { FileBody } from './file-body.ts'
import { giveUp } from './unfinished.ts'

interface Target {
  Bucket: string
  Key: string
}

/** Up to here it goes in one piece that somebody waits for. */
const SMALL_BYTES = 1_024 * 1_024

/** Parts are read from the disk while they are sent, so that they may be large. A store takes 10,000. */
const PART_BYTES = 16 * 1_024 * 1_024
const MOST_PARTS = 10_000
const PARTS_AT_ONCE = 3

/** Less than it takes to notice that a store hangs. */
const SOON_MS = 5_000

/** Puts a file, whole or not at all. */
export async function putFile(s3: OpenedS3, target: Target, path: string): Promise<void> {
  const { size } = await stat(path)
  if (size <= SMALL_BYTES) {
    const Body = await readFile(path)
    await soon((options) =>
      s3.asking.send(new s3.sdk.PutObjectCommand({ ...target, Body }), options),
    )
  } else if (size <= PART_BYTES) {
    await sendBytes(path, { start: 0, end: size - 1 }, (bytes) =>
      s3.sending.send(new s3.sdk.PutObjectCommand({ ...target, ...bytes })),
    )
  } else await putInParts(s3, target, { path, size })
}

async function putInParts(s3: OpenedS3, target: Target, file: LocalFile): Promise<void> {
  const { sdk, asking, sending } = s3
  const { UploadId } = await soon((options) =>
    asking.send(new sdk.CreateMultipartUploadCommand(target), options),
  )
  const upload = { ...target, UploadId }
  try {
    const Parts = await sendParts(s3, upload, file)
    const whole = { ...upload, MultipartUpload: { Parts } }
    await onceMore(() => sending.send(new sdk.CompleteMultipartUploadCommand(whole)))
  } catch (error) {
    // When the store is away this fails as well: `dropUnfinished` comes by later.
    await giveUp(s3, target, UploadId).catch(() => undefined)
    throw error
  }
}

interface LocalFile {
  path: string
  size: number
}

interface SentPart {
  PartNumber: number
  ETag: string | undefined
}

async function sendParts(
  { sdk, sending }: OpenedS3,
  upload: Target & { UploadId: string | undefined },
  { path, size }: LocalFile,
): Promise<SentPart[]> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(size / MOST_PARTS))
  const parts = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => ({
    PartNumber: index + 1,
    range: { start: index * partBytes, end: Math.min((index + 1) * partBytes, size) - 1 },
  }))
  const sent: SentPart[] = []
  const failed = new AbortController()
  const waiting = parts.values()
  const sendSome = async () => {
    for (const { PartNumber, range } of waiting) {
      const { ETag } = await sendBytes(path, range, (bytes) =>
        sending.send(new sdk.UploadPartCommand({ ...upload, ...bytes, PartNumber }), {
          abortSignal: failed.signal,
        }),
      )
      sent.push({ PartNumber, ETag })
    }
  }
  const senders = Array.from({ length: PARTS_AT_ONCE }, sendSome)
  try {
    await Promise.all(senders)
  } catch (error) {
    failed.abort()
    // Nothing of it may still be on its way when the upload is given up.
    await Promise.allSettled(senders)
    throw error
  }
  return sent.sort((one, other) => one.PartNumber - other.PartNumber)
}

/** Sends a part of a file; a stream cannot be sent again by itself. */
async function sendBytes<T>(
  path: string,
  range: ByteRange,
  send: (bytes: { Body: Readable; ContentLength: number }) => Promise<T>,
): Promise<T> {
  return await onceMore(async () => {
    const Body = await FileBody.of(path, range)
    try {
      return await send({ Body, ContentLength: range.end - range.start + 1 })
    } finally {
      Body.destroy()
    }
  })
}

/**
 * Does something again that failed soon: the other end had closed the connection while it was idle, or it
 * was too busy. A store that hangs is not asked again.
 */
async function onceMore<T>(send: () => Promise<T>): Promise<T> {
  const since = performance.now()
  try {
    return await send()
  } catch (error) {
    const status = statusOf(error)
    const isWorthIt = status === undefined ? isBrokenConnection(error) : status >= 500
    if (!isWorthIt || performance.now() - since > SOON_MS) throw error
    return await send()
  }
}

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BlobStore, ByteRange, DropOptions, StoredObject } from './blob-store.ts'
import { BytesMissing, requireKey, requireRange, rowOf } from './blob-store.ts'
import { explainDiskFailure } from './disk-failures.ts'
import type { OpenedS3 } from './s3/client.ts'
import { openS3, soon } from './s3/client.ts'
import { explainFailure, statusOf } from './s3/failures.ts'
import { putFile } from './s3/put-file.ts'
import type { UnfinishedPage, UploadMarker } from './s3/unfinished.ts'
import { giveUp, unfinishedIn } from './s3/unfinished.ts'
import { WatchedBody } from './s3/watched-body.ts'
import type { S3Place } from './storage-url.ts'

/** Bytes in a bucket of an S3-compatible store, which is not asked before they come. */
export class S3Store implements BlobStore {
  readonly #place: S3Place
  #opened: Promise<OpenedS3> | undefined

  constructor(place: S3Place) {
    this.#place = place
  }

  async put(key: string, path: string): Promise<void> {
    const target = this.#targetOf(key)
    await this.#ask((s3) => putFile(s3, target, path))
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    requireRange(range)
    const target = this.#targetOf(key)
    const Range = range && `bytes=${range.start}-${range.end}`
    try {
      return await this.#ask(async ({ sdk, asking }) => {
        const command = new sdk.GetObjectCommand({ ...target, Range })
        const { Body, ContentRange } = await soon((options) => asking.send(command, options))
        if (!(Body instanceof Readable)) throw new Error('The store answered without bytes.')
        if (!range || ContentRange?.startsWith(`bytes ${range.start}-`))
          return new WatchedBody(Body)
        Body.destroy()
        throw new Error('The store does not know ranges.')
      })
    } catch (error) {
      const { cause } = error as Error
      // There are bytes, and none of them is in the range.
      if (range && statusOf(cause) === 416) return Readable.from([])
      throw isNotFound(cause) ? new BytesMissing(key, cause) : error
    }
  }

  async fetch(key: string, path: string, signal: AbortSignal): Promise<void> {
    const bytes = await this.open(key)
    try {
      await pipeline(bytes, createWriteStream(path, { flags: 'wx' }), { signal })
    } catch (error) {
      throw explainDiskFailure(error)
    }
  }

  async delete(key: string): Promise<void> {
    const target = this.#targetOf(key)
    await this.#ask(({ sdk, asking }) =>
      soon((options) => asking.send(new sdk.DeleteObjectCommand(target), options)),
    )
  }

  async *list(): AsyncIterable<StoredObject> {
    const { bucket: Bucket, prefix: Prefix } = this.#place
    let ContinuationToken: string | undefined
    do {
      const page = await this.#ask(({ sdk, asking }) => {
        const command = new sdk.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken })
        return soon((options) => asking.send(command, options))
      })
      for (const { Key = '', Size: size = 0 } of page.Contents ?? []) {
        yield { key: Key.slice(Prefix.length), size }
      }
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
  }

  async *dropUnfinished(before: Date, { dryRun, onFailure }: DropOptions): AsyncIterable<string> {
    let after: UploadMarker | undefined = {}
    do {
      const marker: UploadMarker = after
      const page: UnfinishedPage = await this.#ask((s3) => unfinishedIn(s3, this.#place, marker))
      for (const { key, uploadId, since } of page.uploads) {
        if (since >= before || !rowOf(key)) continue
        try {
          if (!dryRun) await this.#ask((s3) => giveUp(s3, this.#targetOf(key), uploadId))
        } catch (error) {
          await onFailure(key, error)
          continue
        }
        yield key
      }
      after = page.next
    } while (after)
  }

  async #ask<T>(question: (s3: OpenedS3) => Promise<T>): Promise<T> {
    this.#opened ??= openS3(this.#place)
    const s3 = await this.#opened
    try {
      return await question(s3)
    } catch (cause) {
      throw explainFailure(cause)
    }
  }

  #targetOf(key: string): { Bucket: string; Key: string } {
    requireKey(key)
    return { Bucket: this.#place.bucket, Key: this.#place.prefix + key }
  }
}

function isNotFound(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'NoSuchKey'
}

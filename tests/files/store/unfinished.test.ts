import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { DropOptions } from '@larder/api/src/blobs/blob-store.ts'
import { describe, expect, test, vi } from 'vitest'
import { freshStorage, openStorage } from '#harness'
import { openBucket } from '../../harness/s3/bucket.ts'
import { newKey } from './some-bytes.ts'

const HOUR_MS = 3_600_000

// Only buckets have them: it runs where files are kept in one.
describe('Given a bucket with uploads that a crash left', async () => {
  const storageUrl = freshStorage() ?? ''
  const { client, place } = openBucket(storageUrl)
  const store = openStorage({ directory: '', storageUrl }).blobs
  const [one, other] = [newKey(), newKey()].sort() as [string, string]
  // Somebody else's begins with the same prefix.
  for (const key of [one, one, other, 'a/b']) await begin(key)

  test('when they are younger than asked for, then they stay', async () => {
    expect(await drop(new Date(Date.now() - HOUR_MS), { dryRun: false })).toEqual([])
  })

  test('when they are old, then they are told of, and then dropped, and nobody else is', async () => {
    const soon = new Date(Date.now() + HOUR_MS)
    expect(await drop(soon, { dryRun: true })).toEqual([one, one, other])
    expect(await drop(soon, { dryRun: false })).toEqual([one, one, other])
    expect(await drop(soon, { dryRun: false })).toEqual([])
    const { ListMultipartUploadsCommand } = await import('@aws-sdk/client-s3')
    const at = { Bucket: place.bucket, Prefix: place.prefix }
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(at))
    expect(Uploads.map(({ Key }) => Key)).toEqual([`${place.prefix}a/b`])
  })

  test('when one of them is not dropped, then the others are, and it is told of', async () => {
    for (const key of [one, other]) await begin(key)
    const { send } = S3Client.prototype
    vi.spyOn(S3Client.prototype, 'send').mockImplementation(function (this: S3Client, ...args) {
      const [command] = args
      const isHeld = command instanceof AbortMultipartUploadCommand && command.input.Key === held
      const problem = Object.assign(new Error('held'), { $metadata: { httpStatusCode: 403 } })
      return isHeld ? Promise.reject(problem) : send.apply(this, args)
    })
    const held = place.prefix + one
    const failures: unknown[] = []
    const onFailure = async (...failure: unknown[]) => void failures.push(failure)
    const soon = new Date(Date.now() + HOUR_MS)
    expect(await drop(soon, { dryRun: false, onFailure })).toEqual([other])
    expect(failures).toEqual([[one, expect.objectContaining({ reason: 'STORAGE_UNAVAILABLE' })]])
    vi.restoreAllMocks()
    expect(await drop(soon, { dryRun: false })).toEqual([one])
  })

  test('when there are 1,100, then all are dropped', { timeout: 120_000 }, async () => {
    const keys = Array.from({ length: 1_100 }, newKey)
    const waiting = keys.values()
    const beginSome = async () => {
      for (const key of waiting) await begin(key, { parts: 0 })
    }
    await Promise.all(Array.from({ length: 20 }, beginSome))
    const dropped = await drop(new Date(Date.now() + HOUR_MS), { dryRun: false })
    expect(dropped).toEqual(keys.toSorted())
  })

  async function begin(key: string, { parts = 1 } = {}): Promise<void> {
    const target = { Bucket: place.bucket, Key: place.prefix + key }
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target))
    if (parts === 0) return
    await client.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'the beginning' }),
    )
  }

  async function drop(
    before: Date,
    { dryRun, onFailure = rethrow }: { dryRun: boolean; onFailure?: DropOptions['onFailure'] },
  ): Promise<string[]> {
    return (await Array.fromAsync(store.dropUnfinished(before, { dryRun, onFailure }))).sort()
  }
})

async function rethrow(_key: string, error: unknown): Promise<never> {
  throw error
}

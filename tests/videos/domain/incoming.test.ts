import { createHash } from 'node:crypto'
import { createServices } from '@larder/api'
import type { RecordedEvent } from '@larder/api/src/event-log/recorded-event.ts'
import { FileStored } from '@larder/api/src/files/events.ts'
import { deleteAccount } from '@larder/api/src/leaving/delete-account.ts'
import { arrivalsProjection } from '@larder/api/src/videos/processing/arrivals-projection.ts'
import { purging } from '@larder/api/src/videos/purging/purge-due.ts'
import { describe, expect, test } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { unzip } from '../../leaving/export/unzip.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'

const larder = await startLarder()
const { database } = larder
const services = createServices(database, { storage: openStorage(larder) })
let made = 0

/** A ready video of ada's, and a file that is to replace its bytes and is not looked at yet. */
async function replacing() {
  const ada = await larder.person('ada')
  const { id: channelId } = await insertChannel(database, { account_id: ada.accountId })
  const bytes = Buffer.from(`the old loaf ${made++}`)
  const video = await insertVideo(larder, { channel_id: channelId, bytes })
  const better = Buffer.from(`a better loaf ${made}`)
  const facts = { account_id: ada.accountId, kind: 'video', media_type: 'video/mp4' } as const
  const incomingId = await storeFile(larder, { ...facts, bytes: better })
  await database.writer
    .updateTable('videos')
    .set({ incoming_file_id: incomingId })
    .where('id', '=', video.id)
    .execute()
  const weight = bytes.length + better.length
  return { ada, channelId, incomingId, better, weight, ...video, id: video.publicId }
}

function rethrow(what: string, cause: unknown): never {
  throw new Error(what, { cause })
}

const filesOf = (accountId: number) =>
  database.reader.selectFrom('files').select('id').where('account_id', '=', accountId).execute()

describe('Given a ready video whose bytes are about to be replaced', () => {
  test('then only its owner sees that, and the file is known, and in use', async () => {
    const { ada, id, incomingId, better, ...rest } = await replacing()
    const { videos, files } = ada.larder
    expect(await videos.get({ id })).toMatchObject({
      state: 'ready',
      replacement: { state: 'processing', failure: null },
    })
    const bob = await larder.person('bob')
    expect(await bob.larder.videos.get({ id })).toMatchObject({ replacement: null })
    const sha256 = createHash('sha256').update(better).digest('hex')
    const known = { videoId: id, isIncoming: true, fileId: null }
    expect(await videos.hasFile({ sha256 })).toEqual(known)
    const inUse = { reason: 'FILE_IN_USE', details: { fileId: incomingId, use: 'video' } }
    await expect(files.delete({ id: incomingId })).rejects.toMatchObject(inUse)
    await expect(files.edit({ id: incomingId, audience: 'everyone' })).rejects.toMatchObject(inUse)
    const other = await insertVideo(larder, { channel_id: rest.channelId })
    const stolen = videos.setFile({ id: other.publicId, fileId: incomingId })
    await expect(stolen).rejects.toMatchObject(inUse)
    expect((await videos.setFile({ id, fileId: incomingId })).state).toBe('ready')
  })

  test('when it is purged, then both files are gone with what they take of the quota', async () => {
    const { ada, id } = await replacing()
    await ada.larder.videos.delete({ id })
    await ada.larder.videos.restore({ id })
    expect((await ada.larder.videos.get({ id })).replacement?.state).toBe('processing')
    await ada.larder.videos.delete({ id })
    await ada.larder.videos.purge({ id })
    expect((await ada.larder.files.usage({})).usedBytes).toBe(0)
    expect(await filesOf(ada.accountId)).toEqual([])
  })

  test('when its channel is deleted, then both files are named, and go with it', async () => {
    const { ada, channelId, weight } = await replacing()
    const { channels } = ada.larder
    expect(await channels.delete({ id: channelId, dryRun: true })).toMatchObject({ bytes: weight })
    await channels.delete({ id: channelId, confirmVideos: 1 })
    await channels.purge({ id: channelId })
    await purging.perform(services, { signal: new AbortController().signal, onFailure: rethrow })
    expect((await ada.larder.files.usage({})).usedBytes).toBe(0)
    expect(await filesOf(ada.accountId)).toEqual([])
  })

  test('when its owner leaves, then both files are in the export, and gone with the account', async () => {
    const { ada, fileId, incomingId } = await replacing()
    const { blob } = await ada.larder.exportAccount()
    const zip = await unzip(new Uint8Array(await (await blob()).arrayBuffer()))
    expect(JSON.parse(zip.get('videos.json') ?? '')).toMatchObject([
      { fileId, incomingFileId: incomingId, replacementFailure: null },
    ])
    expect([...zip.keys()]).toContain(`files/${incomingId}.mp4`)
    const leaving = database.writer
      .updateTable('accounts')
      .set({ leaves_at: '2020-01-01T00:00:00.000Z' })
    await leaving.where('id', '=', ada.accountId).execute()
    await deleteAccount(services, ada.accountId)
    expect(await filesOf(ada.accountId)).toEqual([])
  })
})

describe('Given a file that could become the bytes of two videos', () => {
  /** Two videos of ada's, one of them without bytes, and a file that is of neither. */
  async function world() {
    const ada = await larder.person('ada')
    const { id: channelId } = await insertChannel(database, { account_id: ada.accountId })
    const draft = { channel_id: channelId, state: 'draft', file_id: null } as const
    const [empty, ready] = [
      await insertVideo(larder, draft),
      await insertVideo(larder, { channel_id: channelId }),
    ]
    const facts = { account_id: ada.accountId, kind: 'video', media_type: 'video/mp4' } as const
    const fileId = await storeFile(larder, { ...facts, bytes: Buffer.from(`a loaf ${made++}`) })
    return { ada, empty, ready, fileId }
  }

  /** What the server does about a file that was uploaded for a video. */
  function arrive({ ada, empty, fileId }: Awaited<ReturnType<typeof world>>): Promise<void> {
    const stored = FileStored({
      fileId,
      kind: 'video',
      mediaType: 'video/mp4',
      size: 6,
      purpose: `video-${empty.id}`,
    })
    const event: RecordedEvent = {
      ...{ id: 1, position: 1, type: stored.type, payload: stored.payload, version: 1 },
      ...{ stream: `file-${fileId}`, subject: null, audience: `account-${ada.accountId}` },
      ...{ at: new Date().toISOString(), accountId: ada.accountId, tokenId: null },
      ...{ requestId: 'the test', address: '' },
    }
    return database.transaction((db) => arrivalsProjection.apply(db, [event], 0))
  }

  async function holdersOf(fileId: number): Promise<number[]> {
    const rows = await database.reader
      .selectFrom('videos')
      .select('id')
      .where(({ or, eb }) => or([eb('file_id', '=', fileId), eb('incoming_file_id', '=', fileId)]))
      .execute()
    return rows.map(({ id }) => id)
  }

  test('when it was uploaded for one and given to another, then only that one has it', async () => {
    const scene = await world()
    const { ada, empty, ready, fileId } = scene
    await ada.larder.videos.setFile({ id: ready.publicId, fileId })
    await arrive(scene)
    expect(await holdersOf(fileId)).not.toContain(empty.id)
    expect((await ada.larder.videos.get({ id: empty.publicId })).state).toBe('draft')
  })

  test('when both come at once, then one of them has it', async () => {
    for (let round = 0; round < 8; round++) {
      const scene = await world()
      const { ada, ready, fileId } = scene
      const given = ada.larder.videos.setFile({ id: ready.publicId, fileId })
      const [{ status }] = await Promise.allSettled([given, arrive(scene)])
      const holders = await holdersOf(fileId)
      expect(holders.length).toBeLessThan(2)
      expect(holders.includes(ready.id)).toBe(status === 'fulfilled')
    }
  })

  test('when its video is gone for ever and not swept yet, then no other one gets it', async () => {
    const { ada, ready } = await world()
    const { id: goneId } = await insertChannel(database, { account_id: ada.accountId })
    const bytes = Buffer.from('an old loaf')
    const { fileId } = await insertVideo(larder, { channel_id: goneId, bytes })
    await ada.larder.channels.delete({ id: goneId, confirmVideos: 1 })
    await ada.larder.channels.purge({ id: goneId })
    const refused = ada.larder.videos.setFile({ id: ready.publicId, fileId: fileId ?? 0 })
    // Should the server sweep just now, it is missing.
    const reason = expect.stringMatching(/^(FILE_IN_USE|NOT_FOUND)$/)
    await expect(refused).rejects.toMatchObject({ reason })
  })
})

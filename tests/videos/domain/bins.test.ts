import { createServices, createStorage } from '@larder/api'
import { deleteSomeOfVideo } from '@larder/api/src/videos/delete-rows.ts'
import { purging } from '@larder/api/src/videos/purging/purge-due.ts'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { insertPlaylist } from '../insert-playlist.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'

const larder = await startLarder()
const { database } = larder
const DAY_MS = 86_400_000

/** What a server does some days from now; answers what fails of it. */
async function daysLater(days: number): Promise<string[]> {
  const clock = { now: () => new Date(Date.now() + days * DAY_MS) }
  const storage = createStorage(larder.directory)
  const services = createServices(database, { clock, storage })
  const failures: string[] = []
  const onFailure = (what: string) => void failures.push(what)
  await purging.perform(services, { signal: new AbortController().signal, onFailure })
  return failures
}

/** Ada with a channel of two videos, of which one was in the bin before. */
async function world() {
  const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
  const channel = await insertChannel(database, { account_id: ada.accountId })
  const make = () => insertVideo(larder, { channel_id: channel.id, bytes: Buffer.from('a loaf') })
  const [kept, binned] = [await make(), await make()]
  await ada.larder.videos.delete({ id: binned.publicId })
  return { ada, bob, channel, kept, binned }
}

const idsOf = ({ items }: { items: { id: string | number }[] }) => items.map(({ id }) => id)

function usedBy({ larder: ada }: Person): Promise<number> {
  return ada.files.usage().then(({ usedBytes }) => usedBytes)
}

describe('Given a channel with a video, and another one in the bin', () => {
  test('when it is deleted, then it says what goes before it goes', async () => {
    const { ada, bob, channel, kept } = await world()
    const { channels } = ada.larder
    await bob.larder.videos.comments.add({ videoId: kept.publicId, text: 'warm' })
    const goes = { videos: 2, comments: 1, bytes: 12 }
    const { id } = channel
    expect(await channels.delete({ id, dryRun: true })).toEqual({ ...goes, isDeleted: false })
    const needed = { reason: 'CHANNEL_CONFIRMATION_NEEDED', details: { channelId: id, ...goes } }
    await expect(channels.delete({ id })).rejects.toMatchObject(needed)
    await expect(channels.delete({ id, confirmVideos: 1 })).rejects.toMatchObject(needed)
    expect(await bob.larder.channels.get({ handle: channel.handle })).toMatchObject({ id })
    expect(await channels.delete({ id, confirmVideos: 2 })).toEqual({ ...goes, isDeleted: true })
  })

  test('when it was deleted, then others see neither, and restoring brings back what went', async () => {
    const { ada, bob, channel, kept, binned } = await world()
    const { channels, videos } = ada.larder
    const { id, handle } = channel
    await channels.delete({ id, confirmVideos: 2 })
    await expect(bob.larder.channels.get({ handle })).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    const watch = bob.larder.videos.get({ id: kept.publicId })
    await expect(watch).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    expect(idsOf(await channels.mine())).toEqual([])
    expect(idsOf(await channels.mine({ inBin: true }))).toEqual([id])
    // What went with it is listed with it, and comes back with it alone.
    expect(idsOf(await videos.mine())).toEqual([])
    expect(idsOf(await videos.mine({ inBin: true }))).toEqual([])
    const restore = videos.restore({ id: binned.publicId })
    await expect(restore).rejects.toMatchObject({ reason: 'CHANNEL_IN_BIN' })
    await channels.restore({ id })
    expect(idsOf(await bob.larder.videos.list({ channelId: id }))).toEqual([kept.publicId])
    expect(idsOf(await videos.mine({ inBin: true }))).toEqual([binned.publicId])
  })

  test('when it was deleted, then a video is moved out of it no more than restored', async () => {
    const { ada, bob, channel, kept, binned } = await world()
    const { channels, videos } = ada.larder
    const other = await insertChannel(database, { account_id: ada.accountId })
    await channels.delete({ id: channel.id, confirmVideos: 2 })
    const inBin = { reason: 'CHANNEL_IN_BIN', details: { channelId: channel.id } }
    for (const { publicId: id } of [kept, binned]) {
      const move = videos.move({ id, channelId: other.id })
      await expect(move).rejects.toMatchObject(inBin)
    }
    expect(idsOf(await bob.larder.videos.list({ channelId: other.id }))).toEqual([])
    // control: once it is restored they are.
    await channels.restore({ id: channel.id })
    await videos.move({ id: kept.publicId, channelId: other.id })
    expect(idsOf(await bob.larder.videos.list({ channelId: other.id }))).toEqual([kept.publicId])
  })

  test('when 30 days go by, then the video is gone with its bytes, and not a day before', async () => {
    const { ada, kept, binned } = await world()
    const before = await usedBy(ada)
    await daysLater(29)
    expect(await ada.larder.videos.get({ id: binned.publicId })).toBeDefined()
    await daysLater(31)
    const get = ada.larder.videos.get({ id: binned.publicId })
    await expect(get).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    expect(await usedBy(ada)).toBe(before - 6)
    const left = database.reader.selectFrom('videos').select('id').where('id', '=', binned.id)
    expect(await left.execute()).toEqual([])
    const file = database.reader.selectFrom('files').select('id')
    expect(await file.where('id', '=', binned.fileId).execute()).toEqual([])
    expect(await ada.larder.videos.get({ id: kept.publicId })).toBeDefined()
  })

  test('when the channel is purged, then all of it is gone, and its handle is free', async () => {
    const { ada, bob, channel, kept } = await world()
    const { channels, videos } = ada.larder
    const { id, handle } = channel
    await bob.larder.channels.follow({ id })
    await expect(channels.purge({ id })).rejects.toMatchObject({ reason: 'NOT_IN_BIN' })
    await channels.delete({ id, confirmVideos: 2 })
    await channels.purge({ id })
    const get = videos.get({ id: kept.publicId })
    await expect(get).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    expect(await bob.larder.channels.create({ handle, name: 'of bob' })).toMatchObject({ handle })
    await daysLater(0)
    expect(await usedBy(ada)).toBe(0)
    for (const table of ['channels', 'follows'] as const) {
      const rows = database.reader.selectFrom(table).selectAll()
      const column = table === 'channels' ? 'id' : 'channel_id'
      expect(await rows.where(column as never, '=', id as never).execute()).toEqual([])
    }
  })

  test('when one in the bin is purged, then its bytes are free at once, and others are missing', async () => {
    const { ada, bob, kept, binned } = await world()
    const before = await usedBy(ada)
    const { videos } = ada.larder
    const early = videos.purge({ id: kept.publicId })
    await expect(early).rejects.toMatchObject({ reason: 'NOT_IN_BIN' })
    await videos.purge({ id: binned.publicId })
    expect(await usedBy(ada)).toBe(before - 6)
    expect(idsOf(await videos.mine({ inBin: true }))).toEqual([])
    const again = bob.larder.videos.restore({ id: binned.publicId })
    await expect(again).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when it is in very many playlists, then it goes out of 500 of them at a time', async () => {
    const { ada, kept } = await world()
    const account_id = ada.accountId
    for (let n = 0; n < 501; n++) await insertPlaylist(database, { account_id }, [kept.id])
    const video = { id: kept.id, file_id: kept.fileId, incoming_file_id: null }
    const portion = () => database.transaction((db) => deleteSomeOfVideo(db, video, new Date()))
    expect(await portion()).toBe(500)
    expect(await portion()).toBe(1)
    expect(await ada.larder.videos.get({ id: kept.publicId })).toBeDefined()
  })

  test('when its bytes are deleted or shown as a file, then they are in use', async () => {
    const { ada, kept } = await world()
    const id = kept.fileId ?? 0
    const inUse = { reason: 'FILE_IN_USE', details: { fileId: id, use: 'video' } }
    await expect(ada.larder.files.delete({ id })).rejects.toMatchObject(inUse)
    const show = ada.larder.files.edit({ id, audience: 'everyone' })
    await expect(show).rejects.toMatchObject(inUse)
  })
})

describe('Given videos that are to go, of which one cannot', () => {
  test.for(['its own bin', 'the bin of its channel'])(
    'when it is in %s, then that is reported, and the others are gone',
    async (bin) => {
      const ada = await larder.person('ada')
      const { videos, channels } = ada.larder
      const made = []
      for (let count = 0; count < 3; count++) {
        const { id } = await insertChannel(database, { account_id: ada.accountId })
        made.push({ channelId: id, ...(await insertVideo(larder, { channel_id: id })) })
      }
      const [stuck, ...others] = made
      if (!stuck) throw new Error('There are three.')
      // Something goes on naming its bytes, which no command lets happen.
      const { id: keeperId } = await insertChannel(database, { account_id: ada.accountId })
      const keeper = await insertVideo(larder, { channel_id: keeperId })
      const naming = (fileId: number | null) =>
        database.writer
          .updateTable('videos')
          .set({ incoming_file_id: fileId })
          .where('id', '=', keeper.id)
          .execute()
      await naming(stuck.fileId)
      for (const { channelId, publicId } of made) {
        if (bin === 'its own bin') await videos.delete({ id: publicId })
        else await channels.delete({ id: channelId, confirmVideos: 1 })
      }
      const failures = await daysLater(31)
      expect(failures).toHaveLength(1)
      expect(failures[0]).toMatch(new RegExp(`video ${stuck.id}$`))
      const left = database.reader.selectFrom('videos').select('id')
      const ids = (await left.execute()).map(({ id }) => id)
      expect(ids).toContain(stuck.id)
      for (const { id } of others) expect(ids).not.toContain(id)
      await naming(null)
      expect(await daysLater(31)).toEqual([])
      expect(await left.where('id', '=', stuck.id).execute()).toEqual([])
    },
  )
})

describe('Given a channel with a picture and a banner', () => {
  test('when it is binned and restored, then everyone sees them as they see the channel', async () => {
    const ada = await larder.person('ada')
    const { id } = await insertChannel(database, { account_id: ada.accountId })
    const file = (kind: 'avatar' | 'picture') =>
      storeFile(larder, {
        account_id: ada.accountId,
        kind,
        media_type: 'image/webp',
        bytes: Buffer.from(`${kind} ${Math.random()}`),
      })
    const [picture, banner] = [await file('avatar'), await file('picture')]
    const { channels, files } = ada.larder
    await channels.picture.set({ id, fileId: picture })
    await channels.banner.set({ id, fileId: banner })
    const { session } = await larder.person('bob')
    const headers = { authorization: `Bearer ${session}` }
    const status = async (fileId: number) =>
      (await fetch(`${larder.url}/files/${fileId}`, { headers })).status
    const statuses = async () => [await status(picture), await status(banner)]
    expect(await statuses()).toEqual([200, 200])
    await expect(files.delete({ id: banner })).rejects.toMatchObject({ reason: 'FILE_IN_USE' })
    const wrong = channels.picture.set({ id, fileId: banner })
    await expect(wrong).rejects.toMatchObject({ reason: 'NOT_A_PICTURE' })
    await channels.delete({ id })
    expect(await statuses()).toEqual([404, 404])
    await channels.restore({ id })
    expect(await statuses()).toEqual([200, 200])
    await channels.picture.remove({ id })
    expect(await statuses()).toEqual([404, 200])
  })
})

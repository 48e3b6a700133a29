import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel } from '../insert-video.ts'
import { indexedVideo } from './indexed-video.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const bob = await larder.person('bob')
const eve = await larder.person('eve')
await ada.takeIn(eve)
const { database } = larder
const kitchen = await insertChannel(database, { account_id: ada.accountId, name: 'kitchen' })
const binned = await insertChannel(database, {
  account_id: ada.accountId,
  deleted_at: '2026-01-01T00:00:00.000Z',
})

const kinds = {
  public: {},
  unlisted: { privacy: 'unlisted' },
  private: { privacy: 'private' },
  members: { privacy: 'members', organisation_id: ada.householdId },
  password: { privacy: 'password' },
  later: { published_at: '2100-01-01T00:00:00.000Z' },
  unpublished: { published_at: null },
  draft: { state: 'draft' },
  failed: { state: 'failed' },
  'in the bin': { deleted_at: '2026-01-01T00:00:00.000Z' },
  'of a channel in the bin': { channel_id: binned.id },
} as const

const today = new Date().toISOString().slice(0, 10)
const names = new Map<string, string>()
for (const [kind, facts] of Object.entries(kinds)) {
  const video = { channel_id: kitchen.id, title: 'porridge at dawn', tags: ['oats'], ...facts }
  const { id, publicId } = await indexedVideo(larder, video)
  await database.writer
    .insertInto('video_views')
    .values({ video_id: id, day: today, views: 5 })
    .execute()
  names.set(publicId, kind)
}
const seed = await indexedVideo(larder, {
  channel_id: kitchen.id,
  title: 'porridge',
  tags: ['oats'],
})

type Reader = typeof ada.larder
const surfaces: Record<string, (reader: Reader) => Promise<{ items: { id: string }[] }>> = {
  'search by relevance': (reader) => reader.videos.search({ query: 'porridge at dawn' }),
  'search, the newest': (reader) => reader.videos.search({ query: 'porridge at', sort: 'newest' }),
  'search by views': (reader) => reader.videos.search({ query: 'dawn', sort: 'views' }),
  trending: (reader) => reader.videos.trending({ days: 1 }),
  related: (reader) => reader.videos.related({ id: seed.publicId }),
}

describe.for(Object.entries(surfaces))(
  'Given videos of every kind, when somebody asks for %s',
  ([, ask]) => {
    test.for([
      {
        who: 'their owner',
        reader: ada.larder,
        expected: ['members', 'password', 'private', 'public', 'unlisted'],
      },
      { who: 'a member', reader: eve.larder, expected: ['members', 'public'] },
      { who: 'a stranger', reader: bob.larder, expected: ['public'] },
      { who: 'nobody known', reader: larder.client(), expected: ['public'] },
    ])('then $who finds $expected', async ({ reader, expected }) => {
      const { items } = await ask(reader)
      const found = items.map(({ id }) => names.get(id)).filter((name) => name !== undefined)
      expect(found.sort()).toEqual(expected)
    })
  },
)

test('Given many newer private videos with the same words, then related ones still has the public one', async () => {
  const cellar = await insertChannel(database, { account_id: ada.accountId })
  const watched = await indexedVideo(larder, { channel_id: kitchen.id, title: 'sauerkraut' })
  const expected = await indexedVideo(larder, { channel_id: cellar.id, title: 'sauerkraut' })
  const hidden = { channel_id: cellar.id, title: 'sauerkraut', privacy: 'private' } as const
  for (let made = 0; made < 110; made++) await indexedVideo(larder, hidden)
  const { items } = await larder.client().videos.related({ id: watched.publicId })
  expect(items[0]?.id).toBe(expected.publicId)
})

test('Given words in many places, then the title counts most, then tags, channel, description, captions', async () => {
  const named = await insertChannel(database, { account_id: ada.accountId, name: 'quince' })
  const vtt = 'WEBVTT\n\n00:00.000 --> 00:01.000\nquince\n'
  const other = { channel_id: kitchen.id, title: 'something' }
  const expected: string[] = []
  for (const video of [
    { ...other, title: 'quince' },
    { ...other, title: 'quinces and more' },
    { ...other, tags: ['quince'] },
    { ...other, channel_id: named.id },
    { ...other, description: 'of quince' },
    { ...other, vtt },
  ]) {
    expected.push((await indexedVideo(larder, video)).publicId)
  }
  const pages: string[] = []
  let cursor: string | undefined
  do {
    const page = await larder
      .client()
      .videos.search({ query: 'quince', limit: 2, ...(cursor ? { cursor } : {}) })
    pages.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(pages).toEqual(expected)
})

test('Given views, likes and comments of some days, then the latest counts most, and others not at all', async () => {
  const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const { writer } = database
  const videos = await Promise.all(
    [0, 1, 2, 3].map(() => indexedVideo(larder, { channel_id: kitchen.id, title: 'trend' })),
  )
  const [fresh, liked, older, forgotten] = videos
  const views = [
    { video_id: fresh?.id ?? 0, day: dayBefore(0).slice(0, 10), views: 100 },
    { video_id: liked?.id ?? 0, day: dayBefore(0).slice(0, 10), views: 97 },
    { video_id: older?.id ?? 0, day: dayBefore(3).slice(0, 10), views: 120 },
    { video_id: forgotten?.id ?? 0, day: dayBefore(7).slice(0, 10), views: 10_000 },
  ]
  await writer.insertInto('video_views').values(views).execute()
  const like = { account_id: bob.accountId, video_id: liked?.id ?? 0, reaction: 'like' as const }
  await writer
    .insertInto('reactions')
    .values({ ...like, created_at: dayBefore(0) })
    .execute()
  const trending = async (days: number) => {
    const { items } = await larder.client().videos.trending({ days })
    const ids = items.map(({ id }) => id)
    return videos.map(({ publicId }) => ids.indexOf(publicId)).filter((at) => at >= 0)
  }
  const week = await trending(7)
  expect(week).toEqual([1, 0, 2])
  expect((await trending(1)).length).toBe(2)
  expect(await trending(30)).toEqual([2, 1, 3, 0])
})

test('Given channels, then they are found by name and handle, and those in the bin are not', async () => {
  const made = await bob.larder.channels.create({ handle: 'bobs_bakery', name: 'Zoë bakes' })
  await insertChannel(database, { account_id: bob.accountId, name: 'bakery nobody speaks of' })
  const found = async (query: string) => {
    const { items } = await larder.client().channels.search({ query })
    return items.map(({ id }) => id)
  }
  await expect.poll(() => found('zoe')).toEqual([made.id])
  expect(await found('bobs bak')).toEqual([made.id])
  expect(await found('bakery zoe')).toEqual([made.id])
  expect(await found('" OR *')).toEqual([])
  expect(await found('…')).toEqual([])
  await database.writer
    .updateTable('channels')
    .set({ deleted_at: '2026' })
    .where('id', '=', made.id)
    .execute()
  expect(await found('zoe')).toEqual([])
})

test('Given a video through the front door, when words of it change, then it is found by the new ones', async () => {
  const { channels, videos } = ada.larder
  const oven = await channels.create({ handle: 'adas_oven', name: 'oven' })
  const stove = await channels.create({ handle: 'adas_stove', name: 'stove' })
  const facts = { channelId: oven.id, title: 'Pretzels', privacy: 'public' as const }
  const { id } = await videos.create(facts)
  await database.writer
    .updateTable('videos')
    .set({ state: 'ready' })
    .where('public_id', '=', id)
    .execute()
  const found = async (query: string) => {
    const { items } = await larder.client().videos.search({ query })
    return items.map((video) => video.id)
  }
  await expect.poll(() => found('oven pretzel')).toEqual([id])
  await videos.edit({ id, title: 'Bagels', tags: ['boiled'] })
  await expect.poll(() => found('boiled bagel')).toEqual([id])
  expect(await found('pretzel')).toEqual([])
  await channels.edit({ id: oven.id, name: 'hearth' })
  await expect.poll(() => found('hearth bagel')).toEqual([id])
  await videos.move({ id, channelId: stove.id })
  await expect.poll(() => found('stove bagel')).toEqual([id])
  expect(await found('hearth bagel')).toEqual([])
})

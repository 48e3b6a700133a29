import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'

const larder = await startLarder({ settings: { LARDER_VIDEOS_PER_PLAYLIST: '6' } })
const ada = await larder.person('ada')
const bob = await larder.person('bob')
const anybody = larder.client()
const kitchen = await insertChannel(larder.database, { account_id: ada.accountId })
const adas = await insertMany(kitchen.id, 8)

async function insertMany(
  channel_id: number,
  count: number,
  facts: object = {},
): Promise<string[]> {
  const videos: string[] = []
  for (let i = 0; i < count; i++) {
    videos.push((await insertVideo(larder, { channel_id, ...facts })).publicId)
  }
  return videos
}

async function filled(person: Person, videos: string[], privacy: 'public' | 'private' = 'public') {
  const { id } = await person.larder.playlists.create({ title: 'evenings', privacy })
  for (const videoId of videos) await person.larder.playlists.add({ id, videoId })
  return id
}

async function videosIn(id: string, reader = anybody): Promise<string[]> {
  const { items } = await reader.playlists.videos({ id })
  return items.map(({ video }) => video.id)
}

describe('Given a playlist of six videos', () => {
  test('when videos are moved, removed and put in, then their order is what was asked for', async () => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = adas
    const id = await filled(ada, [a, b, c, d, e, f])
    const { add, move, remove, get } = ada.larder.playlists
    expect(await videosIn(id)).toEqual([a, b, c, d, e, f])
    await move({ id, videoId: f, place: 0 })
    expect(await videosIn(id)).toEqual([f, a, b, c, d, e])
    await move({ id, videoId: f, place: 3 })
    expect(await videosIn(id)).toEqual([a, b, c, f, d, e])
    await move({ id, videoId: a, place: 1_000 })
    expect(await videosIn(id)).toEqual([b, c, f, d, e, a])
    await remove({ id, videoId: f })
    expect(await videosIn(id)).toEqual([b, c, d, e, a])
    await add({ id, videoId: g, place: 1 })
    expect(await videosIn(id)).toEqual([b, g, c, d, e, a])
    // What is in it stays where it is.
    await add({ id, videoId: a, place: 0 })
    expect(await videosIn(id)).toEqual([b, g, c, d, e, a])
    expect((await get({ id })).videos).toBe(6)
    const first = await anybody.playlists.videos({ id, limit: 4 })
    const cursor = first.nextCursor ?? ''
    const second = await anybody.playlists.videos({ id, limit: 4, cursor })
    expect(first.items.map(({ video }) => video.id)).toEqual([b, g, c, d])
    expect(second.items.map(({ place, video }) => [place, video.id])).toEqual([
      [4, e],
      [5, a],
    ])
    expect(second.nextCursor).toBeNull()
  })

  test('when some are removed that were read, then the next page goes on behind them', async () => {
    const id = await filled(ada, adas.slice(0, 6))
    const first = await anybody.playlists.videos({ id, limit: 2 })
    const [read] = first.items
    await ada.larder.playlists.remove({ id, videoId: read?.video.id ?? '' })
    await ada.larder.playlists.add({ id, videoId: adas[6] ?? '' })
    const next = await anybody.playlists.videos({ id, limit: 4, cursor: first.nextCursor ?? '' })
    expect(next.items.map(({ video }) => video.id)).toEqual([...adas.slice(2, 5), adas[5]])
    const last = await anybody.playlists.videos({ id, cursor: next.nextCursor ?? '' })
    expect(last.items.map(({ video }) => video.id)).toEqual([adas[6]])
  })

  test('when one more is put in, then it is full', async () => {
    const id = await filled(ada, adas.slice(0, 6))
    const videoId = adas[6] ?? ''
    await expect(ada.larder.playlists.add({ id, videoId })).rejects.toMatchObject({
      reason: 'PLAYLIST_FULL',
      details: { limit: 6 },
    })
  })

  test('when one of them is purged, then it leaves the playlist, and the order holds', async () => {
    const [a = '', b = '', c = ''] = await insertMany(kitchen.id, 3)
    const id = await filled(ada, [a, b, c])
    await larder.database.writer.deleteFrom('videos').where('public_id', '=', b).execute()
    expect(await videosIn(id)).toEqual([a, c])
    const { items } = await anybody.playlists.videos({ id })
    expect(items.map(({ place }) => place)).toEqual([0, 1])
    await ada.larder.playlists.move({ id, videoId: c, place: 0 })
    expect(await videosIn(id)).toEqual([c, a])
  })
})

describe('Given playlists for everyone, for those with the link, and for nobody else', () => {
  test.for(['public', 'unlisted', 'private'] as const)(
    'when a stranger asks for a %s one, then they see what is for them',
    async (privacy) => {
      const title = `an evening that is ${privacy}`
      const made = await ada.larder.playlists.create({ title, privacy, channelId: kitchen.id })
      const shown = await bob.larder.playlists.list({ channelId: kitchen.id })
      expect(shown.items.some(({ id }) => id === made.id)).toBe(privacy === 'public')
      expect((await ada.larder.playlists.mine({})).items[0]?.id).toBe(made.id)
      for (const stranger of [bob.larder, anybody]) {
        const ask = () => stranger.playlists.get({ id: made.id })
        const look = () => stranger.playlists.videos({ id: made.id })
        if (privacy === 'private') {
          await expect(ask()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
          await expect(look()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
        } else expect(await ask()).toMatchObject({ title, isMine: false })
      }
      await expect(bob.larder.playlists.edit({ id: made.id, title: 'his' })).rejects.toMatchObject({
        reason: 'NOT_FOUND',
      })
      const edited = { id: made.id, privacy: 'private', channelId: null } as const
      await ada.larder.playlists.edit(edited)
      expect(await ada.larder.playlists.get({ id: made.id })).toMatchObject(edited)
      await expect(anybody.playlists.get({ id: made.id })).rejects.toMatchObject({
        reason: 'NOT_FOUND',
      })
      await ada.larder.playlists.delete({ id: made.id })
      await expect(ada.larder.playlists.get({ id: made.id })).rejects.toMatchObject({
        reason: 'NOT_FOUND',
      })
    },
  )

  test("when somebody wants it on another's channel, then there is no such channel", async () => {
    const create = () => bob.larder.playlists.create({ title: 'his', channelId: kitchen.id })
    await expect(create()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    const { id } = await bob.larder.playlists.create({ title: 'his' })
    const edit = () => bob.larder.playlists.edit({ id, channelId: kitchen.id })
    await expect(edit()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })
})

describe('Given a playlist with videos of every privacy', () => {
  test('then everybody sees those that they may watch, and how many are hidden', async () => {
    const of = async (facts: object) => (await insertMany(kitchen.id, 1, facts))[0] ?? ''
    const open = await of({ privacy: 'public' })
    const unlisted = await of({ privacy: 'unlisted' })
    const own = await of({ privacy: 'private' })
    const members = await of({ privacy: 'members', organisation_id: ada.householdId })
    const locked = await of({ privacy: 'password' })
    const later = await of({ published_at: '2100-01-01T00:00:00.000Z' })
    const id = await filled(ada, [open, unlisted, own, members, locked, later])
    const member = await larder.person('eve')
    await ada.takeIn(member)
    const seenBy = async (reader: typeof anybody) => {
      const { items, hidden } = await reader.playlists.videos({ id })
      expect(items.length + hidden).toBe(6)
      return items.map(({ video }) => video.id)
    }
    expect(await seenBy(ada.larder)).toEqual([open, unlisted, own, members, locked, later])
    expect(await seenBy(member.larder)).toEqual([open, unlisted, members])
    expect(await seenBy(bob.larder)).toEqual([open, unlisted])
    expect(await seenBy(anybody)).toEqual([open, unlisted])
    // Nobody puts in what they may not watch.
    const bobs = await filled(bob, [open, unlisted])
    for (const [videoId, reason] of [
      [own, 'NOT_FOUND'],
      [members, 'NOT_FOUND'],
      [later, 'NOT_FOUND'],
      [locked, 'VIDEO_PASSWORD_NEEDED'],
    ] as const) {
      await expect(bob.larder.playlists.add({ id: bobs, videoId })).rejects.toMatchObject({
        reason,
      })
    }
    await larder.database.writer
      .updateTable('videos')
      .set({ deleted_at: new Date().toISOString() })
      .where('public_id', '=', open)
      .execute()
    expect(await videosIn(bobs, bob.larder)).toEqual([unlisted])
    // They are rid of what they do not see any more.
    expect(await bob.larder.playlists.remove({ id: bobs, videoId: open })).toMatchObject({
      videos: 1,
    })
  })
})

describe('Given many who change one playlist at the same time', () => {
  test('then every video that was put in and not removed is in it once, each at a place of its own', async () => {
    const { id } = await ada.larder.playlists.create({ title: 'everybody at once' })
    const videos = adas.slice(0, 6)
    const { add, move, remove } = ada.larder.playlists
    await Promise.all(videos.map((videoId) => add({ id, videoId, place: 0 })))
    for (let round = 0; round < 4; round++) {
      const [gone = '', ...others] = videos
      await Promise.all([
        remove({ id, videoId: gone }),
        ...others.map((videoId, index) => move({ id, videoId, place: (index * 3 + round) % 6 })),
      ])
      expect([...(await videosIn(id, ada.larder))].sort()).toEqual([...others].sort())
      const places = await larder.database.reader
        .selectFrom('playlist_items as item')
        .innerJoin('playlists', 'playlists.id', 'item.playlist_id')
        .select('place')
        .where('public_id', '=', id)
        .execute()
      expect(new Set(places.map(({ place }) => place)).size).toBe(5)
      await add({ id, videoId: gone, place: round })
    }
  })
})

import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'

const larder = await startLarder()
const { database } = larder

async function world() {
  const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
  const channel = await insertChannel(database, { account_id: ada.accountId })
  const make = (facts: object = {}) =>
    insertVideo({ database }, { channel_id: channel.id, ...facts })
  return { ada, bob, channel, make }
}

const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

describe('Given videos for members of a household of somebody else', () => {
  test('when their owner leaves it, then they are private, and links are over', async () => {
    const { ada, bob, make } = await world()
    await bob.takeIn(ada)
    const { publicId: id } = await make()
    const { videos } = ada.larder
    const members = { privacy: 'members' as const, organisationId: bob.householdId }
    await videos.setPrivacy({ id, ...members })
    expect(await bob.larder.videos.get({ id })).toMatchObject(members)
    const { grant } = await videos.link({ id })
    await ada.larder.organisations.leave({ id: bob.householdId })
    expect(await videos.get({ id })).toMatchObject({ privacy: 'private', organisationId: null })
    for (const input of [{ id }, { id, grant }]) {
      const get = bob.larder.videos.get(input)
      await expect(get).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    }
    const { items } = await ada.larder.events.list({ types: ['VideosMadePrivate'] })
    expect(items).toMatchObject([{ payload: { organisationId: bob.householdId, videos: 1 } }])
  })

  test('when the company is deleted, then they do not keep it from going', async () => {
    const { ada, make } = await world()
    const { organisations, videos } = ada.larder
    const company = await organisations.create({ kind: 'company', name: 'bakers' })
    const { publicId: id } = await make()
    await videos.setPrivacy({ id, privacy: 'members', organisationId: company.id })
    await organisations.delete({ id: company.id })
    expect(await videos.get({ id })).toMatchObject({ privacy: 'private', organisationId: null })
  })

  test('when somebody who is in no household names it, then there is none', async () => {
    const { ada, bob, make } = await world()
    const { publicId: id } = await make()
    const foreign = { id, privacy: 'members' as const, organisationId: bob.householdId }
    const set = ada.larder.videos.setPrivacy(foreign)
    await expect(set).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })
})

describe('Given a video that opens with a password', () => {
  test('when the password changes, then who was let in is out, and the old one opens nothing', async () => {
    const { ada, bob, make } = await world()
    const { publicId: id } = await make()
    const { videos } = ada.larder
    const bare = videos.setPrivacy({ id, privacy: 'password' })
    await expect(bare).rejects.toMatchObject({ reason: 'VIDEO_SECRET_NEEDED' })
    await videos.setPrivacy({ id, privacy: 'password', password: 'rye bread' })
    const { grant } = await bob.larder.videos.unlock({ id, password: 'rye bread' })
    expect(await bob.larder.videos.get({ id, grant })).toMatchObject({ privacy: 'password' })
    await videos.setPrivacy({ id, privacy: 'password', password: 'oat bread' })
    const get = bob.larder.videos.get({ id, grant })
    await expect(get).rejects.toMatchObject({ reason: 'VIDEO_PASSWORD_NEEDED' })
    const unlock = bob.larder.videos.unlock({ id, password: 'rye bread' })
    await expect(unlock).rejects.toMatchObject({ reason: 'VIDEO_PASSWORD_WRONG' })
  })
})

describe('Given a video of ada', () => {
  test('when she edits it, moves it and takes it back, then everybody sees just that', async () => {
    const { ada, bob, make } = await world()
    const { publicId: id } = await make()
    const { channels, videos } = ada.larder
    const garden = await channels.create({ handle: 'ada.garden', name: 'Garden' })
    const words = { title: 'Pears', description: '0:00 Spring', tags: ['Fruit', 'fruit', 'é'] }
    expect(await videos.edit({ id, ...words, language: 'fr' })).toMatchObject({
      ...words,
      tags: ['Fruit', 'é'],
      language: 'fr',
    })
    await videos.move({ id, channelId: garden.id })
    expect(await bob.larder.videos.get({ id })).toMatchObject({ channel: { name: 'Garden' } })
    const later = '2099-01-01T00:00:00.000Z'
    expect(await videos.publish({ id, at: later })).toMatchObject({ publishedAt: later })
    const early = bob.larder.videos.get({ id })
    await expect(early).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    await videos.publish({ id })
    expect(await bob.larder.videos.get({ id })).toBeDefined()
    await videos.unpublish({ id })
    const gone = bob.larder.videos.get({ id })
    await expect(gone).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    const foreign = bob.larder.videos.move({ id, channelId: garden.id })
    await expect(foreign).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test.for([
    ['a space', 'fi'.padEnd(39, 'a'), `ﬁ${'a'.repeat(37)} b`],
    ['half a character', `ﬁ${'a'.repeat(37)}🍞`, `ﬁ${'a'.repeat(37)}🥖`],
  ] as const)(
    'when the forms in which two tags are compared would end in %s, then they end before it',
    async ([, ...tags]) => {
      const { ada, make } = await world()
      const { publicId: id } = await make()
      const edited = await ada.larder.videos.edit({ id, tags })
      expect(tags).toContain(edited.tags[0])
      expect(edited.tags).toHaveLength(1)
    },
  )

  test('when she moves it to a channel of somebody else, then there is none', async () => {
    const { ada, bob, make } = await world()
    const { publicId: id } = await make()
    const other = await insertChannel(database, { account_id: bob.accountId })
    const move = ada.larder.videos.move({ id, channelId: other.id })
    await expect(move).rejects.toMatchObject({ reason: 'NOT_FOUND', details: { what: 'channel' } })
  })
})

describe('Given many videos', () => {
  test('when they are listed page by page in every order, then each is there once', async () => {
    const { ada, bob, channel, make } = await world()
    const hours = (n: number) => new Date(Date.now() - n * 3_600_000).toISOString()
    const made: string[] = []
    for (let n = 0; n < 7; n++) {
      const facts = { title: `pie ${7 - n}`, published_at: hours(n + 1), view_count: n % 3 }
      const tags = n % 2 === 0 ? ['Été'] : []
      made.push((await make({ ...facts, like_count: n, duration_ms: 1_000 * n, tags })).publicId)
    }
    await make({ privacy: 'private' })
    await make({ state: 'draft', published_at: null, duration_ms: null, file_id: null })
    const { videos } = bob.larder
    const all = async (input: Parameters<typeof videos.list>[0]) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await videos.list({ channelId: channel.id, limit: 2, ...input, cursor })
        found.push(...idsOf(page))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return found
    }
    const asc = (by: 'title' | 'published' | 'views' | 'likes' | 'duration') =>
      all({ sort: [{ by, direction: 'asc' as const }] })
    expect(await all({})).toEqual(made)
    expect(await asc('published')).toEqual(made.toReversed())
    expect(await asc('title')).toEqual(made.toReversed())
    expect(await asc('likes')).toEqual(made)
    expect(await asc('duration')).toEqual(made)
    expect((await asc('views')).toSorted()).toEqual(made.toSorted())
    expect(await all({ tag: 'ete' })).toEqual(made.filter((_, n) => n % 2 === 0))
    const short = await all({ where: { durationMs: { lt: 3_000 } } })
    expect(short).toEqual(made.slice(0, 3))
    const { total } = await videos.list({ channelId: channel.id, withTotal: true })
    expect(total).toBe(7)
    const mine = await ada.larder.videos.mine({ withTotal: true })
    expect(mine.total).toBe(9)
    const drafts = await ada.larder.videos.mine({ where: { state: { eq: 'draft' } } })
    expect(drafts.items).toMatchObject([{ state: 'draft' }])
  })
})

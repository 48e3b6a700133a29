import { watchingLeaving } from '@larder/api/src/videos/history/leaving.ts'
import { describe, expect, test } from 'vitest'
import { openCinema } from './cinema.ts'

const cinema = await openCinema()
const ada = await cinema.person('ada')

/** What somebody watched, the latest first. */
async function watched(person: typeof ada, limit = 50): Promise<string[]> {
  const { items } = await person.larder.videos.history.list({ limit })
  return items.map(({ video }) => video.id)
}

describe('Given somebody who watches a video of a minute', () => {
  test('when they stop, then they go on there, and from the start once they saw nearly all', async () => {
    const bob = await cinema.person('bob')
    const { publicId: id } = await cinema.video(ada)
    const { videos } = bob.larder
    expect((await videos.get({ id })).resumeAtMs).toBeNull()
    expect(await videos.positions.save({ id, positionMs: 20_000 })).toEqual({ resumeAtMs: 20_000 })
    expect((await videos.get({ id })).resumeAtMs).toBe(20_000)
    expect((await ada.larder.videos.get({ id })).resumeAtMs).toBeNull()
    for (const positionMs of [57_000, 60_000, 999_999]) {
      expect(await videos.positions.save({ id, positionMs })).toEqual({ resumeAtMs: null })
    }
    expect((await videos.get({ id })).resumeAtMs).toBeNull()
    expect(await videos.positions.save({ id, positionMs: 56_999 })).toEqual({ resumeAtMs: 56_999 })
    const { items } = await videos.history.list({})
    expect(items).toMatchObject([{ video: { id }, positionMs: 56_999 }])
  })

  test('when positions come out of order or at once, then the latest stays', async () => {
    const bob = await cinema.person('bob')
    const { publicId: id } = await cinema.video(ada)
    const { positions } = bob.larder.videos
    const start = Date.now() - 60_000
    const saves = Array.from({ length: 20 }, (_, index) => () => {
      const at = new Date(start + index * 1_000).toISOString()
      return positions.save({ id, positionMs: index * 1_000, at })
    })
    await Promise.all(saves.toReversed().map((save) => save()))
    expect((await bob.larder.videos.get({ id })).resumeAtMs).toBe(19_000)
    // A clock that is ahead does not win for ever.
    await positions.save({ id, positionMs: 1, at: '2999-01-01T00:00:00Z' })
    await positions.save({ id, positionMs: 2 })
    expect((await bob.larder.videos.get({ id })).resumeAtMs).toBe(2)
  })
})

describe('Given somebody who watched several videos', () => {
  test('when they look back, then the latest is first, page by page', async () => {
    const bob = await cinema.person('bob')
    const ids: string[] = []
    for (let number = 0; number < 5; number++) {
      const { publicId: id } = await cinema.video(ada)
      await bob.larder.videos.positions.save({ id, positionMs: number })
      ids.unshift(id)
      cinema.later(1_000)
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await bob.larder.videos.history.list({ limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ video }) => video.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(ids)
    expect(await watched(ada)).toEqual([])
  })

  test('when they may not watch some any more, then those are left out', async () => {
    const bob = await cinema.person('bob')
    const kinds = {
      public: await cinema.video(ada),
      unlisted: await cinema.video(ada, { privacy: 'unlisted' }),
      granted: await cinema.video(ada, { privacy: 'private' }),
      hidden: await cinema.video(ada),
      binned: await cinema.video(ada),
    }
    for (const [kind, { publicId: id }] of Object.entries(kinds)) {
      const { grant } = await ada.larder.videos.link({ id })
      const given = kind === 'granted' ? { grant } : {}
      await bob.larder.videos.positions.save({ id, positionMs: 1, ...given })
      cinema.later(1_000)
    }
    const change = (id: number, facts: object) =>
      cinema.database.writer.updateTable('videos').set(facts).where('id', '=', id).execute()
    await change(kinds.hidden.id, { privacy: 'private' })
    await change(kinds.binned.id, { deleted_at: new Date().toISOString() })
    expect(await watched(bob)).toEqual([kinds.unlisted.publicId, kinds.public.publicId])
    // Also one by one: a page looks further than what is left out.
    expect(await watched(bob, 1)).toEqual([kinds.unlisted.publicId])
    await change(kinds.hidden.id, { privacy: 'public' })
    expect(await watched(bob)).toHaveLength(3)
  })

  test('when they take one out, or clear it, then it is gone, and of others nothing', async () => {
    const [bob, eve] = [await cinema.person('bob'), await cinema.person('eve')]
    const [one, two] = [await cinema.video(ada), await cinema.video(ada)]
    for (const { larder } of [bob, eve]) {
      for (const { publicId: id } of [one, two]) {
        await larder.videos.positions.save({ id, positionMs: 5 })
      }
    }
    const { history } = bob.larder.videos
    expect(await history.remove({ id: one.publicId })).toEqual({ done: true })
    expect(await history.remove({ id: one.publicId })).toEqual({ done: true })
    expect(await history.remove({ id: 'AAAAAAAAAAA' })).toEqual({ done: true })
    expect(await watched(bob)).toEqual([two.publicId])
    expect((await bob.larder.videos.get({ id: one.publicId })).resumeAtMs).toBeNull()
    expect(await history.clear()).toEqual({ done: true })
    expect(await watched(bob)).toEqual([])
    expect(await watched(eve)).toHaveLength(2)
  })

  test('when all of it is deleted with an account, then that of others stays', async () => {
    const [bob, eve] = [await cinema.person('bob'), await cinema.person('eve')]
    const { publicId: id } = await cinema.video(ada)
    for (const { larder } of [bob, eve]) await larder.videos.positions.save({ id, positionMs: 5 })
    const departure = { accountId: bob.accountId, organisationIds: [] }
    const { database } = cinema
    const rows = await database.transaction(
      async (db) => (await watchingLeaving.delete?.(db, departure, new Date())) ?? 0,
    )
    expect([rows, await watched(bob), await watched(eve)]).toEqual([1, [], [id]])
  })

  test('when events are read, then none says what anybody watched', async () => {
    const bob = await cinema.person('bob')
    const { publicId: id } = await cinema.video(ada)
    await bob.larder.videos.positions.save({ id, positionMs: 5 })
    await bob.larder.videos.views.count({ id })
    await bob.larder.videos.history.clear()
    const events = await cinema.database.reader
      .selectFrom('events')
      .selectAll()
      .where('account_id', '=', bob.accountId)
      .execute()
    expect(events.length).toBeGreaterThan(0)
    expect(JSON.stringify(events)).not.toContain(id)
  })
})

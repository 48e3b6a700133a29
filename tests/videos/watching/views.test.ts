import { randomInt } from 'node:crypto'
import { createServices } from '@larder/api'
import { summingUpViews } from '@larder/api/src/videos/forgetting.ts'
import { describe, expect, test } from 'vitest'
import { dumpTables } from '#harness'
import { House } from '../../background/house.ts'
import { openCinema } from './cinema.ts'

const cinema = await openCinema()
const { database } = cinema
const ada = await cinema.person('ada')
const bob = await cinema.person('bob')

/** What the counter of a video says, and its rows. */
async function counted(id: number): Promise<{ counter: number; rows: number }> {
  const { view_count: counter } = await database.reader
    .selectFrom('videos')
    .select('view_count')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const days = await database.reader
    .selectFrom('video_views')
    .select('views')
    .where('video_id', '=', id)
    .execute()
  return { counter, rows: days.reduce((sum, { views }) => sum + views, 0) }
}

async function count(id: string, from: Parameters<typeof cinema.call>[2] = {}): Promise<number> {
  const answer = await cinema.call('videos.views.count', { id }, from)
  return (answer.data() as { views: number }).views
}

describe('Given a public video', () => {
  test('when one viewer says so fifty times at once, then it counts once', async () => {
    for (const from of [{ secret: bob.session }, { address: '10.0.0.1', device: 'a phone' }]) {
      const { id, publicId } = await cinema.video(ada)
      await Promise.all(Array.from({ length: 50 }, () => count(publicId, from)))
      expect(await counted(id)).toEqual({ counter: 1, rows: 1 })
    }
  })

  test('control: fifty viewers at once count fifty times', async () => {
    const { id, publicId } = await cinema.video(ada)
    const viewers = Array.from({ length: 50 }, (_, index) => ({ address: `10.0.1.${index}` }))
    await Promise.all(viewers.map((from) => count(publicId, from)))
    expect(await counted(id)).toEqual({ counter: 50, rows: 50 })
  })

  test('when another device, address or account watches, then each counts, and its owner not', async () => {
    const { publicId } = await cinema.video(ada)
    const here = { address: '10.0.2.1', device: 'a phone' }
    expect(await count(publicId, here)).toBe(1)
    expect(await count(publicId, { ...here, device: 'a tablet' })).toBe(2)
    expect(await count(publicId, { ...here, address: '10.0.2.2' })).toBe(3)
    expect(await count(publicId, { ...here, secret: bob.session })).toBe(4)
    expect(await count(publicId, { address: '10.0.2.9', secret: bob.session })).toBe(4)
    expect(await count(publicId, { ...here, secret: ada.session })).toBe(4)
  })

  test('when a day has gone by, then the same viewer counts again, on that day', async () => {
    const { id, publicId } = await cinema.video(ada)
    const from = { address: '10.0.3.1' }
    await count(publicId, from)
    cinema.later(86_400_000 - 60_000)
    expect(await count(publicId, from)).toBe(1)
    cinema.later(60_001)
    expect(await count(publicId, from)).toBe(2)
    const days = await database.reader
      .selectFrom('video_views')
      .select(['day', 'views'])
      .where('video_id', '=', id)
      .execute()
    expect(days.map(({ views }) => views)).toEqual([1, 1])
  })

  test('when the database is read, then nothing in it says who watched', async () => {
    const { publicId } = await cinema.video(ada)
    const told = ['203.0.113.77', 'the very phone of bob']
    await count(publicId, { address: '203.0.113.77', device: 'the very phone of bob' })
    const dump = JSON.stringify(await dumpTables(database))
    expect(told.filter((text) => dump.includes(text))).toEqual([])
    // control: what is readable is found.
    expect(dump).toContain(publicId)
  })

  test('when it may not be watched, then nothing is counted', async () => {
    const { id, publicId } = await cinema.video(ada, { privacy: 'private' })
    const answer = await cinema.call('videos.views.count', { id: publicId })
    expect(answer.error()?.data.reason).toBe('NOT_FOUND')
    expect(await counted(id)).toEqual({ counter: 0, rows: 0 })
    const { grant } = await ada.larder.videos.link({ id: publicId })
    const granted = await cinema.call('videos.views.count', { id: publicId, grant })
    expect(granted.data()).toEqual({ views: 1 })
  })
})

describe('Given any history of watching', () => {
  test('when years are summed up in between, then counters equal rows and nothing is lost', async () => {
    const videos = [await cinema.video(ada), await cinema.video(ada), await cinema.video(ada)]
    for (let turn = 0; turn < 12; turn++) {
      const calls = Array.from({ length: 10 }, () => () => {
        const video = videos[randomInt(videos.length)]
        return count(video?.publicId ?? '', { address: `10.9.0.${randomInt(4)}` })
      })
      await Promise.all(calls.map((call) => call()))
      cinema.later(randomInt(0, 3) * 20 * 3_600_000)
    }
    const before = await Promise.all(videos.map(({ id }) => counted(id)))
    for (const { counter, rows } of before) expect(rows).toBe(counter)
    // control: there is something to equal.
    expect(before.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(11)
    const inThreeYears = new Date(Date.now() + 3 * 366 * 86_400_000)
    const services = createServices(database, { clock: { now: () => inThreeYears } })
    await new House(services, [summingUpViews]).pass(120_000)
    expect(await Promise.all(videos.map(({ id }) => counted(id)))).toEqual(before)
    const days = await database.reader.selectFrom('video_views').select('day').execute()
    expect(days.filter(({ day }) => !day.endsWith('-01-01'))).toEqual([])
  })
})

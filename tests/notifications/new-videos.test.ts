import type { Database } from '@larder/db'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import { makeReady, publishAt, setPrivacy, settled, toldOf } from './announced.ts'

const larder = await startLarder()
const { database } = larder
const ada = await larder.person('ada')
const bob = await larder.person('bob')
const eve = await larder.person('eve')

/** A channel of ada that some people follow. */
async function channelOf(...followers: Person[]): Promise<number> {
  const { id } = await insertChannel(database, { account_id: ada.accountId })
  for (const each of followers) await each.larder.channels.follow({ id })
  return id
}

function newVideo(channel_id: number, facts: Partial<Parameters<typeof insertVideo>[1]> = {}) {
  return insertVideo({ database }, { channel_id, privacy: 'private', title: 'bread', ...facts })
}

/** What somebody is shown of a video. */
async function shownTo({ larder: { notifications } }: Person, { publicId }: { publicId: string }) {
  const { items } = await notifications.list()
  return items.filter(({ video }) => video.id === publicId).map(({ kind }) => kind)
}

const both = [bob.accountId, eve.accountId].sort((a, b) => a - b)

describe('Given a private video on a channel that bob and eve follow', () => {
  test('when it becomes public, then both are told, in the app and on the feed, and nobody else', async () => {
    const video = await newVideo(await channelOf(bob, eve))
    await settled(database)
    expect(await toldOf(database, video)).toEqual({ rows: [], events: [] })
    await setPrivacy(ada, video, 'public')
    await settled(database)
    expect(await toldOf(database, video)).toEqual({ rows: both, events: both })
    expect(await shownTo(bob, video)).toEqual(['new video'])
    const { items } = await bob.larder.events.list({ types: ['NotificationAdded'] })
    const [event] = items
    expect(event?.payload).toEqual({ notificationId: expect.any(Number), kind: 'new video' })
    expect(event?.by).toEqual({ accountId: null, displayName: null })
  })

  test('when it is hidden again, then nothing of it is shown, and is again once it is public', async () => {
    const video = await newVideo(await channelOf(bob))
    await setPrivacy(ada, video, 'public')
    await settled(database)
    const { unread } = await bob.larder.notifications.list()
    await setPrivacy(ada, video, 'private')
    const hidden = await bob.larder.notifications.list()
    expect(hidden.unread).toBe(unread - 1)
    expect(JSON.stringify(hidden)).not.toContain(video.publicId)
    await setPrivacy(ada, video, 'public')
    expect(await shownTo(bob, video)).toEqual(['new video'])
  })

  test('when all is marked as read while it is hidden, then it is not read once it is public', async () => {
    const video = await newVideo(await channelOf(bob))
    await setPrivacy(ada, video, 'public')
    await settled(database)
    const { notifications } = bob.larder
    const isRead = async () => {
      const { items } = await notifications.list()
      return items.filter((each) => each.video.id === video.publicId).map((each) => each.isRead)
    }
    await setPrivacy(ada, video, 'private')
    await notifications.markAllRead()
    await setPrivacy(ada, video, 'public')
    expect([await isRead(), (await notifications.list()).unread]).toEqual([[false], 1])
    await notifications.markAllRead()
    expect([await isRead(), (await notifications.list()).unread]).toEqual([[true], 0])
  })

  test('when somebody follows later, then what is switched about is not new to them', async () => {
    const channelId = await channelOf(bob)
    const video = await newVideo(channelId)
    await setPrivacy(ada, video, 'public')
    await settled(database)
    await eve.larder.channels.follow({ id: channelId })
    for (const privacy of ['private', 'public'] as const) await setPrivacy(ada, video, privacy)
    await settled(database)
    expect((await toldOf(database, video)).rows).toEqual([bob.accountId])
    // control: what is new from then on is.
    const next = await newVideo(channelId)
    await setPrivacy(ada, next, 'public')
    await settled(database)
    expect((await toldOf(database, next)).rows).toEqual(both)
  })

  test('when bob removed what he was told, then he is not told again', async () => {
    const video = await newVideo(await channelOf(bob))
    await setPrivacy(ada, video, 'public')
    await settled(database)
    const { notifications } = bob.larder
    const told = (await notifications.list()).items.find((each) => each.video.id === video.publicId)
    await notifications.remove({ id: told?.id ?? 0 })
    for (const privacy of ['private', 'public'] as const) await setPrivacy(ada, video, privacy)
    await settled(database)
    expect(await shownTo(bob, video)).toEqual([])
  })

  test('when only members of a household may watch it, then only they are told; the others once all may', async () => {
    const video = await newVideo(await channelOf(bob, eve))
    await ada.takeIn(bob)
    await setPrivacy(ada, video, { membersOf: ada.householdId })
    await settled(database)
    expect((await toldOf(database, video)).rows).toEqual([bob.accountId])
    await setPrivacy(ada, video, 'public')
    await settled(database)
    expect((await toldOf(database, video)).rows).toEqual(both)
  })

  test('when it is unlisted, then nobody is told', async () => {
    const video = await newVideo(await channelOf(bob))
    await setPrivacy(ada, video, 'unlisted')
    await settled(database)
    expect(await toldOf(database, video)).toEqual({ rows: [], events: [] })
  })
})

describe('Given a public video that is not out yet', () => {
  test('when it is published at a time, then bob is told then, however often that was moved', async () => {
    const channelId = await channelOf(bob)
    const video = await newVideo(channelId, { privacy: 'public', published_at: null })
    const soon = () => new Date(Date.now() + 1_500).toISOString()
    const far = new Date(Date.now() + 86_400_000).toISOString()
    for (const at of [far, soon(), null, far]) await publishAt(ada, video, at)
    await settled(database)
    await publishAt(ada, video, soon())
    await settled(database)
    expect(await toldOf(database, video)).toEqual({ rows: [], events: [] })
    await expect.poll(() => shownTo(bob, video), { timeout: 10_000 }).toEqual(['new video'])
    await publishAt(ada, video, far)
    expect(await shownTo(bob, video)).toEqual([])
    await publishAt(ada, video, new Date().toISOString())
    await settled(database)
    expect((await toldOf(database, video)).rows).toEqual([bob.accountId])
  })

  test('when its channel comes and goes, then there is one task for its time all the same', async () => {
    const id = await channelOf(bob)
    const video = await newVideo(id, { privacy: 'public', published_at: null })
    await publishAt(ada, video, new Date(Date.now() + 86_400_000).toISOString())
    for (let n = 0; n < 3; n++) {
      await ada.larder.channels.delete({ id, confirmVideos: 1 })
      await ada.larder.channels.restore({ id })
    }
    await settled(database)
    const tasks = database.reader.selectFrom('tasks').select('id').where('kind', '=', 'announcing')
    expect(await tasks.where('subject', '=', `video-${video.id}`).execute()).toHaveLength(1)
  })

  test('when it gets ready after its publication, then bob is told of it, and ada that it is ready', async () => {
    const video = await newVideo(await channelOf(bob), { privacy: 'public', state: 'processing' })
    await makeReady(database, video)
    await settled(database)
    expect(await shownTo(bob, video)).toEqual(['new video'])
    expect(await shownTo(ada, video)).toEqual(['ready'])
    // Another file in its place is ready as well, and no new video.
    await makeReady(database, video)
    await settled(database)
    expect(await shownTo(bob, video)).toEqual(['new video'])
    expect(await shownTo(ada, video)).toEqual(['ready', 'ready'])
  })
})

describe('Given 120 followers, and two servers on one database', () => {
  test('when privacy is switched 20 times and a server is killed meanwhile, then each is told once', async () => {
    const other = await startLarder({ on: larder })
    const there = { larder: other.client({ token: ada.session }) }
    const channelId = await channelOf()
    const followers = await insertFollowers(database, channelId, 120)
    const videos = [await newVideo(channelId), await newVideo(channelId)]
    const began = performance.now()
    let back: Promise<void> | undefined
    for (let i = 1; i <= 10; i++) {
      for (const video of videos) {
        await setPrivacy(ada, video, 'private')
        await setPrivacy(i < 5 ? there : ada, video, 'public')
      }
      if (i === 5) {
        await other.kill('SIGKILL')
        back = other.restart()
      }
    }
    await back
    await settled(database)
    const told = await Promise.all(videos.map((video) => toldOf(database, video)))
    expect(told).toEqual(videos.map(() => ({ rows: followers, events: followers })))
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    figure(
      5,
      `2 videos switched 20 times each, 120 followers, 2 servers, one killed: 240 told once, 0 twice, in ${seconds} s`,
    )
  }, 60_000)

  test('control: without the memory of who was told, they are told again', async () => {
    const channelId = await channelOf(bob)
    const video = await newVideo(channelId)
    await setPrivacy(ada, video, 'public')
    await settled(database)
    await database.writer.deleteFrom('told').where('video_id', '=', video.id).execute()
    for (const privacy of ['private', 'public'] as const) await setPrivacy(ada, video, privacy)
    await settled(database)
    expect((await toldOf(database, video)).rows).toEqual([bob.accountId, bob.accountId])
  })
})

/** Accounts that nobody logs in to, which follow a channel. Answers their ids, in order. */
async function insertFollowers(
  { writer }: Database,
  channelId: number,
  count: number,
): Promise<number[]> {
  const created_at = new Date(Date.now() - 1_000).toISOString()
  const ids: number[] = []
  for (let i = 0; i < count; i++) {
    const email = `follower.${channelId}.${i}@example.org`
    const account = { email, email_key: email, password_hash: '', display_name: 'somebody' }
    const { insertId } = await writer
      .insertInto('accounts')
      .values({ ...account, language: 'en', time_zone: 'UTC', created_at })
      .executeTakeFirstOrThrow()
    ids.push(Number(insertId))
  }
  const follows = ids.map((account_id) => ({ account_id, channel_id: channelId, created_at }))
  await writer.insertInto('follows').values(follows).execute()
  return ids
}

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import { setPrivacy, settled } from './announced.ts'

const larder = await startLarder()
const { database } = larder
const ada = await larder.person('ada')
const bob = await larder.person('bob')
const eve = await larder.person('eve', { language: 'fr' })
const channel = await insertChannel(database, { account_id: ada.accountId })

function newVideo(facts: Partial<Parameters<typeof insertVideo>[1]> = {}) {
  return insertVideo({ database }, { channel_id: channel.id, title: 'bread', ...facts })
}

/** What somebody is told of a video: of which kind, and what was written. */
async function toldOf({ larder: { notifications } }: Person, { publicId }: { publicId: string }) {
  const { items } = await notifications.list()
  return items
    .filter(({ video }) => video.id === publicId)
    .map(({ kind, comment }) => [kind, comment?.text])
    .reverse()
}

async function username(person: Person): Promise<string> {
  const name = `u${randomUUID().replaceAll(/[^a-f]/g, '')}`
  await person.larder.accounts.profile.edit({ username: name })
  return name
}

describe('Given a video of ada', () => {
  test('when bob comments, eve replies and bob answers, then each is told of what concerns them', async () => {
    const video = await newVideo()
    const { publicId: videoId } = video
    const { id } = await bob.larder.videos.comments.add({ videoId, text: 'one' })
    const reply = await eve.larder.videos.comments.add({ videoId, text: 'two', parentId: id })
    await bob.larder.videos.comments.add({ videoId, text: 'three', parentId: reply.id })
    await ada.larder.videos.comments.add({ videoId, text: 'four', parentId: reply.id })
    expect(await toldOf(ada, video)).toEqual([
      ['comment', 'one'],
      ['comment', 'two'],
      ['comment', 'three'],
    ])
    expect(await toldOf(bob, video)).toEqual([['reply', 'two']])
    expect(await toldOf(eve, video)).toEqual([
      ['reply', 'three'],
      ['reply', 'four'],
    ])
  })

  test('when people are named, then each is told once, and of the nearest reason', async () => {
    const video = await newVideo()
    const { publicId: videoId } = video
    const [adas, eves] = [await username(ada), await username(eve)]
    const text = `@${adas} and @${eves.toUpperCase()}, @${eves}: a@${eves}.org @nobody-is-called-that`
    await bob.larder.videos.comments.add({ videoId, text })
    expect(await toldOf(ada, video)).toEqual([['mention', text]])
    expect(await toldOf(eve, video)).toEqual([['mention', text]])
    const mail = await bob.larder.videos.comments.add({ videoId, text: `a@${eves}.org` })
    expect(await toldOf(eve, video)).toHaveLength(1)
    const edited = `for @${eves}`
    for (const each of [edited, 'none', edited]) {
      await bob.larder.videos.comments.edit({ id: mail.id, text: each })
    }
    expect(await toldOf(eve, video)).toEqual([
      ['mention', text],
      ['mention', edited],
    ])
  })

  test('when it is hidden or the comment is deleted, then nothing of it is shown', async () => {
    const video = await newVideo()
    const { publicId: videoId } = video
    const { id } = await bob.larder.videos.comments.add({ videoId, text: 'one' })
    const { comments } = eve.larder.videos
    const reply = await comments.add({ videoId, text: 'two', parentId: id })
    await setPrivacy(ada, video, 'private')
    expect(await toldOf(bob, video)).toEqual([])
    expect(await toldOf(ada, video)).toHaveLength(2)
    await setPrivacy(ada, video, 'public')
    await bob.larder.videos.comments.delete({ id })
    expect(await toldOf(ada, video)).toEqual([['comment', 'two']])
    await comments.delete({ id: reply.id })
    expect(await toldOf(bob, video)).toEqual([])
    expect(await toldOf(ada, video)).toEqual([])
  })

  test('when it is unlisted, then who is named is not led to it', async () => {
    const video = await newVideo({ privacy: 'unlisted' })
    const text = `@${await username(eve)}`
    await bob.larder.videos.comments.add({ videoId: video.publicId, text })
    expect(await toldOf(eve, video)).toEqual([])
    expect(await toldOf(ada, video)).toEqual([['comment', text]])
  })

  test('when they are read, then they count no more, and another device learns of it', async () => {
    const { notifications, events } = ada.larder
    const video = await newVideo()
    await notifications.markAllRead()
    for (const text of ['one', 'two']) {
      await bob.larder.videos.comments.add({ videoId: video.publicId, text })
    }
    const { items, unread } = await notifications.list()
    expect([unread, items[0]?.isRead]).toEqual([2, false])
    const ids = items.slice(0, 1).map(({ id }) => id)
    await notifications.markRead({ ids })
    const rest = await notifications.list({ unread: true })
    expect([rest.unread, rest.items.length]).toEqual([1, 1])
    // Of somebody else's nothing changes.
    await bob.larder.notifications.markRead({ ids: rest.items.map(({ id }) => id) })
    expect((await notifications.list({ limit: 1 })).unread).toBe(1)
    await notifications.markAllRead()
    const after = await notifications.list({ limit: 1 })
    expect(after.unread).toBe(0)
    const read = await events.list({ types: ['NotificationsRead'] })
    expect(read.items.map(({ payload }) => payload)).toContainEqual({ notificationIds: ids })
    const next = await notifications.list({ limit: 1, cursor: after.nextCursor ?? '' })
    expect(next.items[0]?.id).toBeLessThan(after.items[0]?.id ?? 0)
  })
})

describe('Given what people chose', () => {
  test('then by default they are told in the app, and get no mail', async () => {
    const choices = await (await larder.person('cyd')).larder.notifications.choices.get()
    expect(Object.values(choices)).toEqual(Array(6).fill({ inApp: true, mail: false }))
  })

  test('when eve wants mail of replies and nothing in the app, then she gets one in French, and how to stop it', async () => {
    const { notifications, videos } = eve.larder
    await notifications.choices.set({ kind: 'reply', inApp: false, mail: true })
    const video = await newVideo({ title: 'Brot & <Butter>' })
    const { publicId: videoId } = video
    const { id: parentId } = await videos.comments.add({ videoId, text: 'one' })
    await bob.larder.videos.comments.add({ videoId, text: 'what bob says', parentId })
    const mail = await larder.mailTo(eve.email)
    expect(mail.subject).toBe('Une réponse sous « Brot & <Butter> »')
    expect(mail.text).toContain('bob a répondu à votre commentaire')
    expect(mail.text).toContain('what bob says')
    expect(mail.text).toContain('Pour ne plus en recevoir')
    expect(mail.html).not.toContain('<Butter>')
    expect(await toldOf(eve, video)).toEqual([])
    await notifications.choices.set({ kind: 'reply', mail: false })
    await bob.larder.videos.comments.add({ videoId, text: 'once more', parentId })
    await settled(database)
    expect((await larder.mails()).filter(({ to }) => to === eve.email)).toHaveLength(1)
  })

  test('when bob wants mail of new videos, then one comes of each, in English', async () => {
    await bob.larder.notifications.choices.set({ kind: 'new video', mail: true })
    await bob.larder.channels.follow({ id: channel.id })
    const video = await newVideo({ privacy: 'private', title: 'cake' })
    for (const privacy of ['public', 'private', 'public'] as const) {
      await setPrivacy(ada, video, privacy)
      await settled(database)
    }
    const mail = await larder.mailTo(bob.email)
    expect(mail.subject).toBe('a channel: cake')
    expect(mail.command).toBe(`larder videos show ${video.publicId}`)
    expect(mail.text).toContain('To stop it, switch that off in your notification settings')
    expect(await toldOf(bob, video)).toEqual([['new video', undefined]])
  })
})

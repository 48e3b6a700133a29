import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'

const larder = await startLarder()
const { database } = larder
const ada = await larder.person('ada')
const bob = await larder.person('bob')
const eve = await larder.person('eve')
const channel = await insertChannel(database, { account_id: ada.accountId })

async function newVideo(facts: Partial<Parameters<typeof insertVideo>[1]> = {}) {
  return (await insertVideo({ database }, { channel_id: channel.id, ...facts })).publicId
}

const notFound = { reason: 'NOT_FOUND' }

describe('Given a video that everybody may watch', () => {
  test('when bob comments, then everybody sees it with his name, and nothing else of him', async () => {
    const videoId = await newVideo()
    const { comments } = bob.larder.videos
    const made = await comments.add({ videoId, text: '  How nice.\r\nReally.  ' })
    expect(made).toMatchObject({ text: 'How nice.\nReally.', isMine: true, parentId: null })
    const anybody = larder.client()
    const { items } = await anybody.videos.comments.list({ videoId })
    expect(items).toEqual([
      {
        ...{ id: made.id, parentId: null, isByOwner: false, isMine: false, text: made.text },
        ...{ replies: 0, createdAt: made.createdAt, editedAt: null, isDeleted: false },
        author: { displayName: 'bob', username: null, picture: null },
      },
    ])
    expect((await anybody.videos.get({ id: videoId })).comments).toBe(1)
  })

  test('when bob chose a username, then it is with what he writes', async () => {
    const videoId = await newVideo()
    const username = `bob-${randomUUID().slice(0, 8).replace(/\d/g, 'x')}`
    await eve.larder.accounts.profile.edit({ username })
    const made = await eve.larder.videos.comments.add({ videoId, text: 'Hello.' })
    expect(made.author?.username).toBe(username)
  })

  test('when somebody replies to a reply, then it goes under the same comment', async () => {
    const videoId = await newVideo()
    const { comments } = bob.larder.videos
    const { id: parentId } = await comments.add({ videoId, text: 'one' })
    const reply = await eve.larder.videos.comments.add({ videoId, text: 'two', parentId })
    const third = await comments.add({ videoId, text: 'three', parentId: reply.id })
    expect(third.parentId).toBe(parentId)
    const { items } = await comments.list({ videoId, parentId })
    expect(items.map(({ text }) => text)).toEqual(['two', 'three'])
    const standing = await comments.list({ videoId })
    expect(standing.items.map(({ text, replies }) => [text, replies])).toEqual([['one', 2]])
  })

  test('when there are many, then a page follows the other in either order, without one twice', async () => {
    const videoId = await newVideo()
    const { comments } = bob.larder.videos
    for (let i = 0; i < 5; i++) await comments.add({ videoId, text: `${i}` })
    for (const [first, order] of [
      ['newest', '43210'],
      ['oldest', '01234'],
    ] as const) {
      let [text, cursor]: [string, string | null] = ['', null]
      do {
        const from = cursor === null ? {} : { cursor }
        const page = await comments.list({ videoId, first, limit: 2, ...from })
        text += page.items.map((each) => each.text).join('')
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(text).toBe(order)
    }
  })

  test('when bob edits what he wrote, then it is marked; nobody else edits it', async () => {
    const videoId = await newVideo()
    const { id } = await bob.larder.videos.comments.add({ videoId, text: 'peas' })
    const edited = await bob.larder.videos.comments.edit({ id, text: 'beans' })
    expect(edited).toMatchObject({ text: 'beans', editedAt: expect.any(String) })
    for (const { larder: other } of [ada, eve]) {
      const edit = () => other.videos.comments.edit({ id, text: 'mine' })
      await expect(edit()).rejects.toMatchObject(notFound)
    }
  })

  test('when a comment with replies is deleted, then a stone stays that goes with the last of them', async () => {
    const videoId = await newVideo()
    const { comments } = bob.larder.videos
    const { id: parentId } = await comments.add({ videoId, text: 'a secret of bob' })
    const replies = [
      await eve.larder.videos.comments.add({ videoId, text: 'one', parentId }),
      await eve.larder.videos.comments.add({ videoId, text: 'two', parentId }),
    ]
    await comments.delete({ id: parentId })
    const [stone] = (await comments.list({ videoId })).items
    expect(stone).toMatchObject({ text: '', author: null, isDeleted: true, isMine: false })
    expect((await ada.larder.videos.get({ id: videoId })).comments).toBe(2)
    const again = () => comments.delete({ id: parentId })
    await expect(again()).rejects.toMatchObject(notFound)
    const answer = () => comments.add({ videoId, text: 'three', parentId })
    await expect(answer()).rejects.toMatchObject(notFound)
    for (const { id } of replies) await eve.larder.videos.comments.delete({ id })
    expect((await comments.list({ videoId })).items).toEqual([])
    expect((await ada.larder.videos.get({ id: videoId })).comments).toBe(0)
  })

  test('when its owner moderates, then the comment is gone; eve may not', async () => {
    const videoId = await newVideo()
    const { id } = await bob.larder.videos.comments.add({ videoId, text: 'rude' })
    const meddle = () => eve.larder.videos.comments.delete({ id })
    await expect(meddle()).rejects.toMatchObject(notFound)
    await ada.larder.videos.comments.delete({ id })
    expect((await bob.larder.videos.comments.list({ videoId })).items).toEqual([])
  })

  test('when comments are switched off, then those that are there stay and none is written', async () => {
    const videoId = await newVideo()
    const { comments } = bob.larder.videos
    const { id } = await comments.add({ videoId, text: 'early' })
    const meddle = () => comments.switch({ videoId, on: false })
    await expect(meddle()).rejects.toMatchObject(notFound)
    const switched = await ada.larder.videos.comments.switch({ videoId, on: false })
    expect(switched.commentsAreOn).toBe(false)
    const off = { reason: 'COMMENTS_ARE_OFF' }
    await expect(comments.add({ videoId, text: 'late' })).rejects.toMatchObject(off)
    await expect(comments.edit({ id, text: 'late' })).rejects.toMatchObject(off)
    expect((await comments.list({ videoId })).items).toHaveLength(1)
    await comments.delete({ id })
    await ada.larder.videos.comments.switch({ videoId, on: true })
    await comments.add({ videoId, text: 'late' })
  })

  test('when a text is too long, empty, or hides what it says, then it is refused', async () => {
    const videoId = await newVideo()
    const { comments } = bob.larder.videos
    for (const text of ['', ' \n ', 'x'.repeat(2_001), 'a\u202eb', 'a\u0007b']) {
      const add = () => comments.add({ videoId, text })
      await expect(add()).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
    }
    await comments.add({ videoId, text: 'é'.repeat(2_000) })
  })
})

describe('Given a video that bob commented on, and may not watch any more', () => {
  test('then he neither reads, adds nor edits there, and still takes back what he wrote', async () => {
    const videoId = await newVideo()
    const { comments, react } = bob.larder.videos
    const { id } = await comments.add({ videoId, text: 'mine' })
    await database.writer
      .updateTable('videos')
      .set({ privacy: 'private' })
      .where('public_id', '=', videoId)
      .execute()
    const refused = [
      () => comments.list({ videoId }),
      () => comments.add({ videoId, text: 'more' }),
      () => comments.edit({ id, text: 'other' }),
      () => react({ id: videoId, reaction: 'like' }),
    ]
    for (const call of refused) await expect(call()).rejects.toMatchObject(notFound)
    await comments.delete({ id })
    expect((await ada.larder.videos.get({ id: videoId })).comments).toBe(0)
  })

  test('when what he replies to is below another video, then it is not there', async () => {
    const { comments } = bob.larder.videos
    const there = await comments.add({ videoId: await newVideo(), text: 'there' })
    const videoId = await newVideo()
    const add = () => comments.add({ videoId, text: 'here', parentId: there.id })
    await expect(add()).rejects.toMatchObject(notFound)
    const list = () => comments.list({ videoId, parentId: there.id })
    await expect(list()).rejects.toMatchObject(notFound)
  })
})

import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'
import { miscounted } from './counted.ts'

const larder = await startLarder()
const { database } = larder
const ada = await larder.person('ada')
const names = ['bob', 'cyd', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jan', 'kim']
const crowd = await Promise.all(names.map((name) => larder.person(name)))
const channel = await insertChannel(database, { account_id: ada.accountId })

function newVideo() {
  return insertVideo({ database }, { channel_id: channel.id })
}

/** Calls five times as many as there are people, all at once. */
async function fiftyAtOnce(call: (person: Person, turn: number) => Promise<unknown>) {
  const turns = [0, 1, 2, 3, 4]
  const calls = crowd.flatMap((person) => turns.map((turn) => () => call(person, turn)))
  await Promise.all(calls.map((each) => each()))
}

describe('Given ten people, who do everything five times at once', () => {
  test('when they like a video, then it has ten likes, one of each', async () => {
    const { publicId: id } = await newVideo()
    await fiftyAtOnce(({ larder: { videos } }) => videos.react({ id, reaction: 'like' }))
    expect(await ada.larder.videos.get({ id })).toMatchObject({ likes: 10, dislikes: 0 })
    expect(await miscounted(database)).toEqual([])
  })

  test('when they follow a channel, then it has ten followers; and none when all unfollow', async () => {
    const { id, handle } = channel
    await fiftyAtOnce(({ larder: { channels } }) => channels.follow({ id }))
    expect((await ada.larder.channels.get({ handle })).followers).toBe(10)
    expect(await miscounted(database)).toEqual([])
    await fiftyAtOnce(({ larder: { channels } }) => channels.unfollow({ id }))
    expect((await ada.larder.channels.get({ handle })).followers).toBe(0)
    expect(await miscounted(database)).toEqual([])
  })

  test('when they do anything at all in any order, then what is counted is what is there', async () => {
    const { publicId: videoId } = await newVideo()
    const seed = Date.now()
    const random = numbersFrom(seed)
    const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item
    const written: number[] = []
    const anything = async ({ larder: { channels, videos } }: Person) => {
      const { comments } = videos
      const add = async (parentId?: number) => {
        const reply = parentId === undefined ? {} : { parentId }
        written.push((await comments.add({ videoId, text: 'Well.', ...reply })).id)
      }
      const own = () => written[random(written.length)]
      const acts = [
        () => videos.react({ id: videoId, reaction: pick(['like', 'dislike', 'none']) }),
        () => channels.follow({ id: channel.id }),
        () => channels.unfollow({ id: channel.id }),
        () => add(),
        () => add(own()),
        () => add(own()),
        () => comments.delete({ id: own() ?? 1 }),
        () => ada.larder.videos.comments.delete({ id: own() ?? 1 }),
      ]
      // What another one deleted is gone, and who did not write a comment may not delete it.
      await pick(acts)().catch((error: { reason?: string }) => {
        if (error.reason !== 'NOT_FOUND') throw error
      })
    }
    for (let round = 0; round < 4; round++) await fiftyAtOnce(anything)
    expect(await miscounted(database), `seed ${seed}`).toEqual([])
    const stones = await database.reader
      .selectFrom('comments')
      .select(['id', 'reply_count', 'account_id', 'text'])
      .where('deleted_at', 'is not', null)
      .execute()
    for (const stone of stones) {
      expect(stone).toMatchObject({ account_id: null, text: '' })
      expect(stone.reply_count, `seed ${seed}`).toBeGreaterThan(0)
    }
  })

  test('control: a like that is counted twice is noticed', async () => {
    const { id } = await newVideo()
    await database.writer
      .updateTable('videos')
      .set({ like_count: 1 })
      .where('id', '=', id)
      .execute()
    expect(await miscounted(database)).toHaveLength(1)
    await database.writer
      .updateTable('videos')
      .set({ like_count: 0 })
      .where('id', '=', id)
      .execute()
  })
})

/** Numbers below a bound that are the same for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed % 2_147_483_647
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % Math.max(1, below)
  }
}

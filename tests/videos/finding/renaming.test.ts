import { ChannelEdited, channelStream } from '@larder/api/src/channels/events.ts'
import { renamingTask } from '@larder/api/src/videos/search/renaming-task.ts'
import { renamingsProjection } from '@larder/api/src/videos/search/renamings-projection.ts'
import { searchProjection } from '@larder/api/src/videos/search/search-projection.ts'
import { channelWord, weights } from '@larder/api/src/videos/search/weights.ts'
import { expect, test } from 'vitest'
import { makePlace } from '../../event-log/projections/place.ts'
import { insertChannel } from '../insert-video.ts'
import { accountOfAda } from './account-of-ada.ts'
import { carryOutRenamings } from './carry-out-renamings.ts'

const VIDEOS = 450

const place = await makePlace()
const { database } = place.services
const account_id = await accountOfAda(database)

test('Given a large channel that is renamed, when that is broken off, then every video is found by one of the names; carried on, it ends, and others write in between', async () => {
  await place.catchUp(searchProjection)
  const channel = await insertChannel(database, { account_id, name: 'old crust' })
  await insertIndexedVideos(channel.id, ['old', 'crust'])
  await database.writer
    .updateTable('channels')
    .set({ name: 'new crust' })
    .where('id', '=', channel.id)
    .execute()
  const event = ChannelEdited({ channelId: channel.id, changed: ['name'] })
  await place.record(channelStream({ id: channel.id, account_id }).name, event)
  await place.catchUp(searchProjection)
  expect(await named()).toEqual({ old: VIDEOS, crust: VIDEOS, new: 0 })

  // Broken off as soon as some of them have the new name.
  const killed = new AbortController()
  database.onCommit(() => void named().then((by) => by.new > 0 && killed.abort()))
  await expect(carryOutRenamings(place, killed.signal)).rejects.toThrow('abort')
  const between = await named()
  expect(between.new).toBeGreaterThan(0)
  expect(between).toEqual({ old: VIDEOS - between.new, crust: VIDEOS, new: between.new })

  let isOver = false
  const carriedOn = carryOutRenamings(place).finally(() => {
    isOver = true
  })
  let writes = 0
  for (; !isOver && writes < 3; writes++) {
    await database.transaction((db) =>
      db.updateTable('channels').set({ description: 'x' }).where('id', '=', channel.id).execute(),
    )
  }
  expect(isOver).toBe(false)
  await carriedOn
  expect(await named()).toEqual({ old: 0, crust: VIDEOS, new: VIDEOS })
})

test('Given a channel that is renamed three times, then its videos are visited once', async () => {
  const channel = await insertChannel(database, { account_id, name: 'thrice' })
  const { name: stream } = channelStream({ id: channel.id, account_id })
  for (let n = 0; n < 3; n++) {
    await place.record(stream, ChannelEdited({ channelId: channel.id, changed: ['name'] }))
  }
  await place.catchUp(renamingsProjection)
  const tasks = await database.reader
    .selectFrom('tasks')
    .selectAll()
    .where('subject', '=', stream)
    .orderBy('id')
    .execute()
  const { signal } = new AbortController()
  const outcomes = []
  for (const { id, dedupe_key: dedupeKey, subject, payload } of tasks) {
    const task = { id, dedupeKey, subject, payload, attempt: 1, signal }
    outcomes.push(await renamingTask.perform(place.services, task))
  }
  const later = 'A later one does it.'
  expect(outcomes).toEqual([later, later, '0 videos have the name.'])
})

/** Videos as they are indexed, without texts of their own. */
async function insertIndexedVideos(channelId: number, named: string[]): Promise<void> {
  const ids = Array.from({ length: VIDEOS }, (_, index) => index + 1)
  const facts = { title: '!', title_key: '!', description: '', created_at: '2026' }
  const videos = ids.map((id) => ({
    ...facts,
    id,
    public_id: String(id).padStart(11, '0'),
    channel_id: channelId,
    privacy: 'public' as const,
    state: 'ready' as const,
  }))
  await database.writer.insertInto('videos').values(videos).execute()
  for (const word of [channelWord(channelId), ...named]) {
    const rows = ids.map((id) => ({ generation: 1, word, weight: weights.channel, video_id: id }))
    await database.writer.insertInto('video_words').values(rows).execute()
  }
}

/** How many videos are found by each word of the names. */
async function named(): Promise<Record<'old' | 'crust' | 'new', number>> {
  const rows = await database.reader
    .selectFrom('video_words')
    .select(({ fn }) => ['word', fn.countAll<number>().as('count')])
    .where('weight', '=', weights.channel)
    .groupBy('word')
    .execute()
  const counts = new Map(rows.map(({ word, count }) => [word, count]))
  const count = (word: string) => counts.get(word) ?? 0
  return { old: count('old'), crust: count('crust'), new: count('new') }
}

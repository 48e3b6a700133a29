import { setTimeout as sleep } from 'node:timers/promises'
import type { Reader, Writer } from '@larder/db'
import { insertRows, locked } from '@larder/db'
import { z } from 'zod'
import { OVER_SEVEN_HOURS } from '../../event-log/tasks/back-off.ts'
import { defineTask } from '../../event-log/tasks/define-task.ts'
import { writtenGenerations } from '../../search/generation.ts'
import { wordsIn } from '../../text/words.ts'
import { channelWord, weights } from './weights.ts'

/** Short enough that whoever writes meanwhile waits for some dozens of milliseconds. */
const VIDEOS_AT_ONCE = 50

const WITHIN_MS = 600_000

const KIND = 'renaming'

/**
 * Has the videos of a channel found by the name that it has now, a few in each transaction: until then the
 * others are found by the old one. Only what differs is written, so that repeated, broken off, or done by
 * two processes at once, it comes to the same. A video that comes in meanwhile has the new name already.
 */
export const renamingTask = defineTask({
  kind: KIND,
  payload: z.object({ channelId: z.int() }),
  backOffSeconds: OVER_SEVEN_HOURS,
  withinMs: WITHIN_MS,
  isProlonged: true,
  // Several would take all of the time that others write in.
  mostAtOnce: 1,
  async perform({ database }, { id, subject, payload: { channelId }, signal }) {
    if (await isRenamedAgain(database.reader, { id, subject })) return 'A later one does it.'
    const videos = await database.reader
      .selectFrom('videos')
      .select('id')
      .where('channel_id', '=', channelId)
      .execute()
    const ids = videos.map(({ id }) => id).sort((a, b) => a - b)
    for (let from = 0; from < ids.length; from += VIDEOS_AT_ONCE) {
      signal.throwIfAborted()
      const began = performance.now()
      const some = ids.slice(from, from + VIDEOS_AT_ONCE)
      await database.transaction((db) => renameSome(db, channelId, some))
      // Half of the time is that of others who write: SQLite lets one of them at a time.
      await sleep(performance.now() - began)
    }
    return `${ids.length} videos have the name.`
  },
})

/** Whether the same channel was given yet another name, which is still to be written. */
async function isRenamedAgain(
  db: Reader,
  { id, subject }: { id: number; subject: string },
): Promise<boolean> {
  const later = await db
    .selectFrom('tasks')
    .select('id')
    .where('subject', '=', subject)
    .where('kind', '=', KIND)
    .where('state', '=', 'waiting')
    .where('id', '>', id)
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

/**
 * Gives videos the words of the name, in what is searched and in what a rebuild is filling. Who indexes
 * one of them holds it too. The name is not held: after the next change comes the next task.
 */
async function renameSome(db: Writer, channelId: number, ids: number[]): Promise<void> {
  const videos = await locked(
    db,
    db
      .selectFrom('videos')
      .select('id')
      .where('id', 'in', ids)
      .where('channel_id', '=', channelId)
      .orderBy('id'),
  ).execute()
  const channel = await db
    .selectFrom('channels')
    .select('name')
    .where('id', '=', channelId)
    .executeTakeFirst()
  if (!channel || videos.length === 0) return
  const wanted = new Set([channelWord(channelId), ...wordsIn(channel.name)])
  for (const generation of await writtenGenerations(db)) {
    const held = videos.map(({ id }) => id)
    const found = await db
      .selectFrom('video_words')
      .select(['video_id', 'word'])
      .where('video_id', 'in', held)
      .where('generation', '=', generation)
      .where('weight', '=', weights.channel)
      .execute()
    for (const word of new Set([...wanted, ...found.map((each) => each.word)])) {
      const having = found.filter((each) => each.word === word).map(({ video_id }) => video_id)
      if (!wanted.has(word)) {
        await db
          .deleteFrom('video_words')
          .where('generation', '=', generation)
          .where('word', '=', word)
          .where('weight', '=', weights.channel)
          .where('video_id', 'in', having)
          .execute()
        continue
      }
      const had = new Set(having)
      const rows = held
        .filter((id) => !had.has(id))
        .map((id) => ({ generation, word, weight: weights.channel, video_id: id }))
      await insertRows(db, 'video_words', rows)
    }
  }
}

import type { Writer } from '@larder/db'
import { insertRows, locked } from '@larder/db'
import { wordsIn } from '../../text/words.ts'
import { spokenIn } from './spoken-words.ts'
import { channelWord, tagWord, weights } from './weights.ts'

/** Enough for what is said in an hour; words that occur further on do not count. */
const MOST_WORDS = 2_000

/** Words in one statement. */
const WORDS_AT_ONCE = 500

/** A word, and how much it counts where it stands. */
export interface Posting {
  word: string
  weight: number
}

/**
 * Writes down the words of a video as they stand now, and changes only what differs: doing it again comes
 * to the same. The video is held, so that it is not purged meanwhile; with a purged one its words went.
 */
export async function indexVideo(db: Writer, id: number, generation: number): Promise<void> {
  const wanted = await wordsOfVideo(db, id)
  if (!wanted) return
  const found = await db
    .selectFrom('video_words')
    .select(['word', 'weight'])
    .where('video_id', '=', id)
    .where('generation', '=', generation)
    .execute()
  const had = new Set(found.map(keyOf))
  const has = new Set(wanted.map(keyOf))
  const superfluous = found.filter((each) => !has.has(keyOf(each)))
  for (const weight of new Set(superfluous.map((each) => each.weight))) {
    const words = superfluous.filter((each) => each.weight === weight).map(({ word }) => word)
    for (const some of chunksOf(words)) {
      await db
        .deleteFrom('video_words')
        .where('video_id', '=', id)
        .where('generation', '=', generation)
        .where('weight', '=', weight)
        .where('word', 'in', some)
        .execute()
    }
  }
  const missing = wanted.filter((each) => !had.has(keyOf(each)))
  const rows = missing.map((each) => ({ ...each, generation, video_id: id }))
  await insertRows(db, 'video_words', rows)
}

/** Writes down the words of a channel. What its videos take of them is written in portions afterwards. */
export async function indexChannel(db: Writer, id: number, generation: number): Promise<void> {
  const channel = await locked(
    db,
    db.selectFrom('channels').select(['handle', 'name']).where('id', '=', id),
  ).executeTakeFirst()
  if (!channel) return
  const wanted = postingsOf([
    [weights.title, wordsIn(channel.name)],
    [weights.tags, wordsIn(channel.handle)],
  ])
  const had = await db
    .selectFrom('channel_words')
    .select(['word', 'weight'])
    .where('channel_id', '=', id)
    .where('generation', '=', generation)
    .execute()
  if (isSame(had, wanted)) return
  await db
    .deleteFrom('channel_words')
    .where('channel_id', '=', id)
    .where('generation', '=', generation)
    .execute()
  const rows = wanted.map((each) => ({ ...each, generation, channel_id: id }))
  await insertRows(db, 'channel_words', rows)
}

/** The words by which a held video is found; null: there is no such video. */
async function wordsOfVideo(db: Writer, id: number): Promise<Posting[] | null> {
  const video = await locked(
    db,
    db
      .selectFrom('videos')
      .innerJoin('channels', 'channels.id', 'videos.channel_id')
      .select(['videos.title', 'videos.description', 'videos.channel_id as channelId'])
      .select('channels.name as channelName')
      .where('videos.id', '=', id),
  ).executeTakeFirst()
  if (!video) return null
  const tags = await db.selectFrom('video_tags').select('tag').where('video_id', '=', id).execute()
  const captions = await db
    .selectFrom('captions')
    .select('vtt')
    .where('video_id', '=', id)
    .execute()
  return postingsOfVideo({
    ...video,
    tags: tags.map(({ tag }) => tag),
    captions: captions.map(({ vtt }) => vtt),
  })
}

/** Which words a video with these texts is found by. */
export function postingsOfVideo(video: {
  title: string
  tags: string[]
  channelId: number
  channelName: string
  description: string
  /** WebVTT. */
  captions: string[]
}): Posting[] {
  const own = postingsOf([
    [weights.title, wordsIn(video.title)],
    [weights.tags, video.tags.map(tagWord)],
    [weights.tags, wordsIn(video.tags.join(' '))],
    [weights.description, wordsIn(video.description)],
    [weights.captions, wordsIn(video.captions.map(spokenIn).join('\n'))],
  ])
  const named = [channelWord(video.channelId), ...wordsIn(video.channelName)]
  return [...postingsOf([[weights.channel, named]]), ...own.slice(0, MOST_WORDS)]
}

/** Each word once, where it counts most. */
function postingsOf(parts: [weight: number, words: Iterable<string>][]): Posting[] {
  const weighed = new Map<string, number>()
  for (const [weight, words] of parts) {
    for (const word of words) if (!weighed.has(word)) weighed.set(word, weight)
  }
  return [...weighed].map(([word, weight]) => ({ word, weight }))
}

function isSame(some: Posting[], others: Posting[]): boolean {
  const keys = new Set(some.map(keyOf))
  return some.length === others.length && others.every((each) => keys.has(keyOf(each)))
}

function keyOf({ word, weight }: Posting): string {
  return `${weight} ${word}`
}

function chunksOf<T>(list: T[]): T[][] {
  const count = Math.ceil(list.length / WORDS_AT_ONCE)
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * WORDS_AT_ONCE, (index + 1) * WORDS_AT_ONCE),
  )
}

import { postingsOfVideo } from '@larder/api/src/videos/search/index-videos.ts'
import type { Database } from '@larder/db'

/** Of each thousand words that people write, how many are the word itself: few of them are most. */
const VOCABULARY = 20_000
const CHANNELS = 200
const AT_ONCE = 250

const syllables =
  'ba be bi bo bu ca co da de di do fa fe fi ga go la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo'.split(
    ' ',
  )

/** A word by how common it is: 0 is the most common. */
export function wordAt(rank: number): string {
  const digits: string[] = []
  for (let rest = (rank * 7_919) % 110_592; digits.length < 3; rest = Math.floor(rest / 48)) {
    digits.push(syllables[rest % 48] ?? '')
  }
  return digits.join('') + (rank % 3 === 0 ? 's' : '')
}

/** Fills a migrated database with one account, its channels and `count` videos of 50 to 450 words. */
export async function seedVideos(database: Database, count: number): Promise<void> {
  const { writer } = database
  const now = new Date('2026-01-01T00:00:00.000Z').getTime()
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
  const random = randomFrom(1)
  const words = (many: number) => Array.from({ length: many }, () => wordAt(zipf(random))).join(' ')
  await writer
    .insertInto('accounts')
    .values({
      id: 1,
      email: 'ada@example.com',
      email_key: 'ada@example.com',
      password_hash: 'none',
      display_name: 'Ada',
      language: 'en',
      time_zone: 'UTC',
      created_at: at(0),
    } as never)
    .execute()
  for (let id = 1; id <= CHANNELS; id++) {
    const name = `channel ${id}`
    const key = `channel${id}`
    await writer
      .insertInto('channels')
      .values({
        id,
        account_id: 1,
        handle: key,
        handle_key: key,
        name,
        name_key: name,
        description: '',
        created_at: at(0),
        deleted_at: null,
      })
      .execute()
  }
  for (let first = 1; first <= count; first += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, count - first + 1) }, (_, i) => first + i)
    const seeded = ids.map((id) => ({
      id,
      channelId: 1 + (id % CHANNELS),
      channelName: `channel ${1 + (id % CHANNELS)}`,
      title: words(6),
      description: words(40),
      tags: [0, 200, 400].map((from) => wordAt(from + Math.floor(random() * 200))),
      captions: id % 10 === 0 ? [`WEBVTT\n\n00:00.000 --> 00:09.000\n${words(400)}\n`] : [],
      views: Math.floor(1 / (random() + 1e-6)),
    }))
    await database.transaction(async (db) => {
      const videos = seeded.map(({ id, channelId, title, description, views }) => ({
        id,
        public_id: String(id).padStart(11, '0'),
        channel_id: channelId,
        title,
        title_key: title,
        description,
        language: id % 3 === 0 ? 'fr' : 'en',
        privacy: id % 5 === 0 ? ('private' as const) : ('public' as const),
        published_at: at(id),
        state: 'ready' as const,
        duration_ms: 1_000 * (id % 3_600),
        view_count: views,
        created_at: at(id),
      }))
      await db.insertInto('videos').values(videos).execute()
      const tags = seeded.flatMap(({ id, tags }) =>
        tags.map((tag, place) => ({ video_id: id, tag, tag_key: tag, place })),
      )
      await db.insertInto('video_tags').values(tags).execute()
      const captions = seeded.flatMap(({ id, captions }) =>
        captions.map((vtt) => ({
          video_id: id,
          language: 'en',
          label: '',
          vtt,
          created_at: at(id),
        })),
      )
      if (captions.length > 0) await db.insertInto('captions').values(captions).execute()
      const postings = seeded.flatMap(({ id, ...video }) =>
        postingsOfVideo(video).map((posting) => ({ ...posting, generation: 1, video_id: id })),
      )
      for (let i = 0; i < postings.length; i += 2_000) {
        await db
          .insertInto('video_words')
          .values(postings.slice(i, i + 2_000))
          .execute()
      }
    })
  }
  await writer
    .insertInto('projections')
    .values({
      name: 'search',
      version: 1,
      generation: 1,
      position: 0,
      lease_holder: null,
      lease_until: null,
    })
    .execute()
}

function zipf(random: () => number): number {
  return Math.min(VOCABULARY - 1, Math.floor(20 * ((VOCABULARY / 20 + 1) ** random() - 1)))
}

/** The same numbers at every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

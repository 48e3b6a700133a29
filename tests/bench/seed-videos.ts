import { postingsOfVideo } from '@larder/api/src/videos/search/index-videos.ts'
import type { Database, Tables } from '@larder/db'
import type { Insertable } from 'kysely'

/** Of each thousand words that people write, how many are the word itself: few of them are most. */
const VOCABULARY = 20_000
const CHANNELS = 200
/** Each owns a tenth of the channels. */
export const ACCOUNTS = 10
const AT_ONCE = 250

/** The channel that has a tenth of all videos. */
export const LARGEST_CHANNEL = 1

/** The channel of which nobody but its owner finds anything, with as many. */
export const PRIVATE_CHANNEL = 2

/** The end of the time in which the videos were published. */
export const seededUntil = new Date('2026-06-01T00:00:00.000Z')

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

/**
 * Fills a migrated database with accounts, an organisation of all of them, channels, `count` videos of 50
 * to 450 words, and what happened to them in the last month.
 */
export async function seedVideos(database: Database, count: number): Promise<void> {
  const { writer } = database
  const now = seededUntil.getTime() - count * 60_000
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
  const random = randomFrom(1)
  const words = (many: number) => Array.from({ length: many }, () => wordAt(zipf(random))).join(' ')
  await writer
    .insertInto('organisations')
    .values({ id: 1, kind: 'company', name: 'Club', time_zone: 'UTC', created_at: at(0) } as never)
    .execute()
  for (let id = 1; id <= ACCOUNTS; id++) {
    const email = `ada${id}@example.com`
    const account = { id, email, email_key: email, password_hash: 'none', display_name: 'Ada' }
    await writer
      .insertInto('accounts')
      .values({ ...account, language: 'en', time_zone: 'UTC', created_at: at(0) })
      .execute()
    await writer
      .insertInto('organisation_members')
      .values({ organisation_id: 1, account_id: id, role: 'member', joined_at: at(0) })
      .execute()
  }
  for (let id = 1; id <= CHANNELS; id++) {
    const name = `channel ${id}`
    const key = `channel${id}`
    await writer
      .insertInto('channels')
      .values({
        id,
        account_id: 1 + (id % ACCOUNTS),
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
      channelId: channelOf(id),
      channelName: `channel ${channelOf(id)}`,
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
        ...privacyOf(id),
        published_at: at(id),
        state: 'ready' as const,
        duration_ms: 1_000 * (id % 3_600),
        view_count: views,
        like_count: Math.floor(views / 7),
        created_at: at(id),
      }))
      await db.insertInto('videos').values(videos).execute()
      const tags = seeded.flatMap(({ id, tags }) =>
        tags.map((tag, place) => ({ video_id: id, tag, tag_key: tag, place })),
      )
      await db.insertInto('video_tags').values(tags).execute()
      const days = seeded.flatMap(({ id, views }) =>
        Array.from({ length: 1 + (id % 3) }, (_, age) => ({
          video_id: id,
          day: daysAgo((id + 7 * age) % 30).slice(0, 10),
          views: 1 + views,
        })),
      )
      await db.insertInto('video_views').values(days).execute()
      const liked = ids.map((id) => ({
        account_id: 1 + (id % ACCOUNTS),
        video_id: id,
        reaction: 'like' as const,
        created_at: daysAgo(id % 31),
      }))
      await db.insertInto('reactions').values(liked).execute()
      const comments = liked.map((like) => ({ ...like, text: 'Fine' }))
      await db
        .insertInto('comments')
        .values(comments.map(({ reaction: _, ...comment }) => comment))
        .execute()
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

function daysAgo(days: number): string {
  return new Date(seededUntil.getTime() - days * 86_400_000).toISOString()
}

/** A tenth of all are in the largest channel, a tenth in the private one. */
function channelOf(id: number): number {
  if (id % 10 === 0) return LARGEST_CHANNEL
  if (id % 10 === 1) return PRIVATE_CHANNEL
  return 3 + (Math.floor(id / 10) % (CHANNELS - 2))
}

function privacyOf(
  id: number,
): Pick<Insertable<Tables['videos']>, 'privacy' | 'organisation_id' | 'password_hash'> {
  const hidden = { organisation_id: null, password_hash: null }
  if (channelOf(id) === PRIVATE_CHANNEL) return { ...hidden, privacy: 'private' }
  const kind = Math.floor(id / 100) % 10
  if (kind === 0) return { ...hidden, privacy: 'members', organisation_id: 1 }
  if (kind === 1) return { ...hidden, privacy: 'password', password_hash: 'none' }
  if (kind === 2) return { ...hidden, privacy: 'private' }
  if (kind === 3) return { ...hidden, privacy: 'unlisted' }
  return { ...hidden, privacy: 'public' }
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

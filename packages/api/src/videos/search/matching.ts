import type { Reader, Tables } from '@larder/db'
import { byIndex, inThisOrder } from '@larder/db'
import type { Expression, ExpressionBuilder, Kysely, RawBuilder, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Position } from '../../listing/keyset.ts'
import { isTerm } from '../../search/words-asked.ts'
import type { Term } from '../../text/words.ts'
import type { Onlooker, VideoTables } from '../policy.ts'
import { findable } from '../policy.ts'

/** What a video has to have. */
export interface Sought {
  generation: number
  /** What counts for the rank. */
  terms: Term[]
  /** What only narrows. */
  filters: Term[]
  language: string | undefined
  minDurationMs: number | undefined
  maxDurationMs: number | undefined
  publishedAfter: string | undefined
  onlooker: Omit<Onlooker, 'hasGrant'>
}

/** A video that has it. */
export interface Match {
  id: number
  score: number
  published_at: string
  view_count: number
}

/** How many videos are ranked, at most. */
export const MOST_RANKED = 500

/** A whole word stands in at most two rows of a video: its own, and that of its channel's name. */
const ROWS_READ = 2 * MOST_RANKED

/** Where counting ends: beyond it words are equally common. */
const MOST_COUNTED = 20_000

const indexes = {
  published_at: 'videos_listed_by_time',
  view_count: 'videos_listed_by_views',
} as const

type Guarded = ExpressionBuilder<VideoTables, 'video' | 'channel' | 'owner'>

/**
 * The videos that have everything that is sought: all of them, or, if `isWhole` is false, many of those
 * in which the rarest word counts most, the newest first.
 */
export async function matchesOf(
  reader: Reader,
  sought: Sought,
): Promise<{ matches: Match[]; isWhole: boolean }> {
  const db = reader as Kysely<Tables>
  const { generation } = sought
  const [rarest, ...others] = await rarestFirst(db, sought)
  if (!rarest) return { matches: [], isWhole: true }
  const rows = await inThisOrder(
    db,
    db
      .selectFrom('video_words as found')
      .crossJoin('videos as video')
      .crossJoin('channels as channel')
      .crossJoin('accounts as owner')
      .select(['video.id', 'video.view_count', scoreOf(sought).as('score')])
      .select(sql<string>`video.published_at`.as('published_at'))
      .where('found.generation', '=', generation)
      .where(isTerm('found.word', rarest))
      .whereRef('video.id', '=', 'found.video_id')
      .whereRef('channel.id', '=', 'video.channel_id')
      .whereRef('owner.id', '=', 'channel.account_id')
      .where(conditionsOf(sought, 'found.video_id', others))
      .orderBy('found.word', 'desc')
      .orderBy('found.weight', 'desc')
      .orderBy('found.video_id', 'desc')
      .limit(sql.lit(ROWS_READ)),
  ).execute()
  const matches = [...new Map(rows.map((row) => [row.id, row])).values()]
  return { matches, isWhole: rows.length < ROWS_READ }
}

/**
 * The same in the order of a column that an index keeps: for what so many videos have that looking at
 * all of them in that order soon finds enough.
 */
export async function matchesBy(
  reader: Reader,
  sought: Sought,
  {
    by,
    after,
    limit,
  }: { by: 'published_at' | 'view_count'; after: Position | null; limit: number },
): Promise<Match[]> {
  const db = reader as Kysely<Tables>
  const column = sql.ref(`video.${by}`)
  const [value, id] = after ?? []
  return inThisOrder(
    db,
    db
      .selectFrom(byIndex(db, 'videos', { as: 'video', index: indexes[by] }))
      .crossJoin('channels as channel')
      .crossJoin('accounts as owner')
      .select(['video.id', 'video.view_count', scoreOf(sought).as('score')])
      .select(sql<string>`video.published_at`.as('published_at'))
      .whereRef('channel.id', '=', 'video.channel_id')
      .whereRef('owner.id', '=', 'channel.account_id')
      .where(conditionsOf(sought, 'video.id', [...sought.filters, ...sought.terms]))
      .$if(after !== null, (query) =>
        query.where(
          sql<SqlBool>`(${column} < ${value} or (${column} = ${value} and video.id < ${id}))`,
        ),
      )
      .orderBy(column, 'desc')
      .orderBy('video.id', 'desc')
      .limit(sql.lit(limit)),
  ).execute()
}

/** Whether any word is there at all, and the rarest first: it decides how many rows are read. */
async function rarestFirst(
  db: Kysely<Tables>,
  { generation, terms, filters }: Sought,
): Promise<Term[]> {
  const all = [...filters, ...terms]
  const counted: { term: Term; count: number }[] = []
  for (const term of all.length > 1 ? all : []) {
    const { count } = await db
      .selectFrom((eb) =>
        eb
          .selectFrom('video_words as found')
          .select('found.video_id')
          .where('found.generation', '=', generation)
          .where(isTerm('found.word', term))
          .limit(sql.lit(MOST_COUNTED))
          .as('some'),
      )
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow()
    if (count === 0) return []
    counted.push({ term, count })
  }
  if (counted.length === 0) return all
  return counted.toSorted((a, b) => a.count - b.count).map(({ term }) => term)
}

/** What must hold of a video, which goes by `id`, beside the word that led to it. */
function conditionsOf(sought: Sought, id: string, terms: Term[]): Expression<SqlBool> {
  const { generation, language, minDurationMs, maxDurationMs, publishedAfter, onlooker } = sought
  const eb: Guarded = expressionBuilder()
  return eb.and([
    findable(onlooker)(eb),
    ...terms.map((term) => hasTerm(generation, id, term)),
    ...(language === undefined ? [] : [isIn(eb, language)]),
    ...(minDurationMs === undefined ? [] : [eb('video.duration_ms', '>=', minDurationMs)]),
    ...(maxDurationMs === undefined ? [] : [eb('video.duration_ms', '<=', maxDurationMs)]),
    ...(publishedAfter === undefined ? [] : [eb('video.published_at', '>', publishedAfter)]),
  ])
}

/** A language takes its regions in: "en" finds "en-GB". */
function isIn(eb: Guarded, language: string): Expression<SqlBool> {
  const spoken = sql<string>`lower(video.language)`
  const asked = language.toLowerCase()
  return eb.or([eb(spoken, '=', asked), eb(spoken, 'like', `${asked}-%`)])
}

function hasTerm(generation: number, id: string, term: Term): RawBuilder<SqlBool> {
  return sql`exists (select 1 from video_words as word
    where word.video_id = ${sql.ref(id)} and word.generation = ${generation}
      and ${isTerm('word.word', term)})`
}

/** Twice where each word stands, and one more if it is the whole word. */
function scoreOf({ generation, terms }: Sought): RawBuilder<number> {
  const scores = terms.map(
    (term) => sql`(select max(word.weight * 2 + (word.word = ${term.word})) from video_words as word
      where word.video_id = video.id and word.generation = ${generation} and ${isTerm('word.word', term)})`,
  )
  return scores.length === 0 ? sql`0` : sql`(${sql.join(scores, sql` + `)})`
}

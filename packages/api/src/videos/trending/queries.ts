import type { Reader, Tables } from '@larder/db'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'

/** Whoever likes a video, or says something, does more than to watch it. */
const POINTS = { view: 1, like: 4, comment: 6 }

/** What counts fully is of today; it counts half when it is a third of the days old. */
const SCALE = 1_000
const HALVES_IN = 3

/** Videos that are looked at, at most. */
const MOST = 2_000

const DAY_MS = 86_400_000

/** The videos of which most is happening, the first first, whoever may find them. */
export async function trendingIds(
  reader: Reader,
  { days, now }: { days: number; now: Date },
): Promise<number[]> {
  const db = reader as Kysely<Tables>
  const dayBefore = (age: number) =>
    new Date(now.getTime() - age * DAY_MS).toISOString().slice(0, 10)
  const since = dayBefore(days - 1)
  const worth = (day: RawBuilder<unknown>): RawBuilder<number> => {
    const ages = Array.from({ length: days }, (_, age) => {
      const points = Math.round(SCALE * 0.5 ** ((age * HALVES_IN) / days))
      return sql`when ${dayBefore(age)} then ${sql.lit(points)}`
    })
    return sql<number>`case ${day} ${sql.join(ages, sql` `)} else 0 end`
  }
  const happened = sql`
    select video_id, views * ${sql.lit(POINTS.view)} * ${worth(sql`day`)} as points
      from video_views where day >= ${since}
    union all
    select video_id, ${sql.lit(POINTS.like)} * ${worth(sql`substr(created_at, 1, 10)`)}
      from reactions where created_at >= ${since} and reaction = 'like'
    union all
    select video_id, ${sql.lit(POINTS.comment)} * ${worth(sql`substr(created_at, 1, 10)`)}
      from comments where created_at >= ${since} and deleted_at is null`
  const { rows } = await sql<{ video_id: number }>`
    select video_id from (${happened}) as happened
    group by video_id order by sum(points) desc, video_id desc limit ${sql.lit(MOST)}`.execute(db)
  return rows.map(({ video_id }) => video_id)
}

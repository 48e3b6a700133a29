import type { Reader, Tables } from '@larder/db'
import { preparedShape } from '@larder/db'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Audiences } from './audiences.ts'
import type { EventFilter } from './schema.ts'

/** An event with the name of the account that it was done by, while there is one. */
export type FeedRow = Selectable<Tables['events']> & {
  position: number
  display_name: string | null
}

export interface Reading extends EventFilter {
  audiences: Audiences
  after: number
  /** The last position that was known before: what is numbered meanwhile is for the next reading. */
  upTo: number
  /** Events at most. */
  limit: number
}

export interface Part {
  rows: FeedRow[]
  /** Everything up to here was looked at. */
  position: number
}

/** What no index leads to is picked out of so many events of an audience at once. */
const WINDOW = 1_000

/**
 * Some of the wanted events, in order, and how far was looked; there may be more up to `upTo`. Each
 * audience is read through its own index, so that what others may see costs nothing, at any depth.
 */
export async function readEvents(db: Reader, reading: Reading): Promise<Part> {
  const { audiences, limit } = reading
  const parts = await Promise.all(
    audiences === 'all'
      ? [readPart(db, undefined, reading)]
      : audiences.map((audience) => readPart(db, audience, reading)),
  )
  const position = Math.min(...parts.map((part) => part.position))
  const found = parts
    .flatMap(({ rows }) => rows)
    .filter((row) => row.position <= position)
    .sort((a, b) => a.position - b.position)
  const rows = found.slice(0, limit)
  return { rows, position: found.length > limit ? (rows.at(-1)?.position ?? position) : position }
}

async function readPart(db: Reader, audience: string | undefined, reading: Reading): Promise<Part> {
  const end = await windowEnd(db, audience, reading)
  const { types = [], stream, after, limit } = reading
  const isFiltered = types.length > 0 || stream !== undefined
  const values: Values = { after, end, audience: audience ?? '', stream: stream ?? '', ...types }
  const shape = JSON.stringify([audience === undefined, stream === undefined, types.length, limit])
  const rows = await runRead(db, shape, values, (kysely, param) => {
    // First the positions, which the index holds: for whole rows MariaDB would rather read all of an
    // audience from its beginning than begin at a position.
    let positions = kysely
      .selectFrom('events')
      .select('position')
      .where('position', '>', param('after'))
      .where('position', '<=', param('end'))
      .orderBy('position')
      .limit(sql.lit(isFiltered ? WINDOW : limit))
    if (audience !== undefined) positions = positions.where('audience', '=', param('audience'))
    let query = kysely
      .selectFrom(positions.as('page'))
      .innerJoin('events as event', 'event.position', 'page.position')
      .leftJoin('accounts as account', 'account.id', 'event.account_id')
      .selectAll('event')
      .select('account.display_name')
      .orderBy('event.position')
      .limit(sql.lit(limit))
    if (stream !== undefined) query = query.where('event.stream', '=', param('stream'))
    if (types.length > 0) {
      const names = types.map((_, index) => param(`${index}`))
      query = query.where('event.type', 'in', names)
    }
    return query
  })
  return { rows, position: rows.length < limit ? end : (rows.at(-1)?.position ?? end) }
}

/** Where a reading stops, if only some of what it passes is wanted. */
async function windowEnd(
  db: Reader,
  audience: string | undefined,
  { types, stream, after, upTo }: Reading,
): Promise<number> {
  if (!types && stream === undefined) return upTo
  if (audience === undefined) return Math.min(after + WINDOW, upTo)
  const [last] = await findWindowEnd(db, '', { audience, after, end: upTo }, (kysely, param) =>
    kysely
      .selectFrom('events')
      .select('position')
      .where('audience', '=', param('audience'))
      .where('position', '>', param('after'))
      .where('position', '<=', param('end'))
      .orderBy('position')
      .limit(sql.lit(1))
      .offset(sql.lit(WINDOW - 1)),
  )
  return last?.position ?? upTo
}

interface Values {
  after: number
  end: number
  audience: string
  stream: string
  /** The wanted types, by their number. */
  [type: `${number}`]: string
}

const runRead = preparedShape<Values, FeedRow>()
const findWindowEnd = preparedShape<Omit<Values, 'stream'>, { position: number | null }>()

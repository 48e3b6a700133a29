import type { Reader, Tables } from '@larder/db'
import type { Selectable } from 'kysely'
import { exactColumn, integerColumn } from '../listing/columns.ts'
import { readCursor, writeCursor } from '../listing/cursor.ts'
import type { Page } from '../listing/list.ts'
import { listOf } from '../listing/list.ts'

/** An event with the account that it was done by, as far as that is still there. */
export type AuditRow = Selectable<Tables['events']> & {
  email: string | null
  display_name: string | null
}

export interface AuditFilter {
  accountId?: number | undefined
  address?: string | undefined
  requestId?: string | undefined
  since?: string | undefined
  until?: string | undefined
  types?: string[] | undefined
}

/**
 * How many events a page looks at, and how many at once. What no index leads to is picked out of
 * them, so however rare it is, a page takes its time and not more, and lets others in between.
 */
const MOST_LOOKED_AT = 20_000
const LOOKED_AT_ONCE = 200

const newestFirst = [
  { by: 'at', direction: 'desc' as const },
  { by: 'id', direction: 'desc' as const },
]

const columns = {
  id: integerColumn('event.id'),
  at: exactColumn('event.recorded_at'),
  accountId: integerColumn('event.account_id'),
  address: exactColumn('event.address'),
  requestId: exactColumn('event.request_id'),
}

/** What an index leads to, from the fewest events to the most; each is in the order of time. */
const leads = ['requestId', 'accountId', 'address'] as const

const stored = { requestId: 'request_id', accountId: 'account_id', address: 'address' } as const

const eventList = listOf({
  columns,
  unique: 'id',
  select: (db) =>
    db
      .selectFrom('events as event')
      .leftJoin('accounts as account', 'account.id', 'event.account_id')
      .selectAll('event')
      .select(['account.email', 'account.display_name']),
})

/**
 * The events that a filter lets through, newest first. A page may hold fewer than `limit`, also none,
 * while there are more: it then has a cursor to go on from.
 */
export async function searchEvents(
  db: Reader,
  filter: AuditFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<AuditRow>> {
  const { where, isWanted } = planOf(filter, cursor)
  const look = (from: string | undefined, most: number) =>
    eventList.page(db, { where, sort: newestFirst, cursor: from, limit: most, extra: {} })
  if (!isWanted) return look(cursor, limit)
  const items: AuditRow[] = []
  let place = cursor
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
    const page = await look(place, LOOKED_AT_ONCE)
    for (const row of page.items) {
      if (!isWanted(row)) continue
      items.push(row)
      if (items.length === limit) return { items, nextCursor: cursorAfter(row) }
    }
    if (page.nextCursor === null) return { items, nextCursor: null }
    place = page.nextCursor
    await new Promise(setImmediate)
  }
  return { items, nextCursor: place ?? null }
}

function cursorAfter({ recorded_at: at, id }: AuditRow): string {
  return writeCursor(newestFirst, [at, id])
}

/** What an index finds, and what has to be picked out of that; undefined when that is all of it. */
function planOf({ since, until, types, ...named }: AuditFilter, cursor: string | undefined) {
  const conditions = leads.flatMap((by) => (named[by] === undefined ? [] : [{ by, eq: named[by] }]))
  const [lead, ...rest] = conditions
  const at = { gte: since, lt: isBefore(cursor, until) ? undefined : until }
  const where = { at, ...(lead ? { [lead.by]: { eq: lead.eq } } : {}) }
  const isWanted = (row: AuditRow): boolean =>
    rest.every(({ by, eq }) => row[stored[by]] === eq) && (types?.includes(row.type) ?? true)
  return { where, isWanted: rest.length > 0 || types ? isWanted : undefined }
}

/** Whether a page begins before then anyway: of two ends SQLite seeks one, and not the nearer. */
function isBefore(cursor: string | undefined, until: string | undefined): boolean {
  if (cursor === undefined || until === undefined) return false
  const [at] = readCursor(newestFirst, cursor)
  return typeof at === 'string' && at < until
}

import type { Reader, Tables } from '@larder/db'
import type { Selectable } from 'kysely'
import { originsProjection } from '../event-log/origins-projection.ts'
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

/** What an index leads to, from the fewest events to the most; each is in the order of time. */
const leads = ['requestId', 'accountId', 'address'] as const

const stored = { requestId: 'request_id', accountId: 'account_id', address: 'address' } as const

const kinds = { requestId: 'request', address: 'address' } as const

/** Events in the order of time, or those of an account. */
const eventList = listOf({
  columns: {
    id: integerColumn('event.id'),
    at: exactColumn('event.recorded_at'),
    accountId: integerColumn('event.account_id'),
  },
  unique: 'id',
  select: (db) =>
    db
      .selectFrom('events as event')
      .leftJoin('accounts as account', 'account.id', 'event.account_id')
      .selectAll('event')
      .select(['account.email', 'account.display_name']),
})

/** The events of an address or of a request. */
const originList = listOf({
  columns: {
    id: { ...integerColumn('origin.event_id'), selected: false },
    at: exactColumn('origin.recorded_at'),
    kind: exactColumn('origin.kind'),
    value: exactColumn('origin.value'),
  },
  unique: 'id',
  select: (db) =>
    db
      .selectFrom('event_origins as origin')
      .innerJoin('projections as projection', 'projection.generation', 'origin.generation')
      .innerJoin('events as event', 'event.id', 'origin.event_id')
      .leftJoin('accounts as account', 'account.id', 'event.account_id')
      .selectAll('event')
      .select(['account.email', 'account.display_name'])
      .where('projection.name', '=', originsProjection.name),
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
  const { look, isWanted } = planOf(db, filter, cursor)
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

/** How an index is followed, and what has to be picked out of that; undefined: it finds just that. */
function planOf(
  db: Reader,
  { since, until, types, ...named }: AuditFilter,
  cursor: string | undefined,
): { look: Look; isWanted: ((row: AuditRow) => boolean) | undefined } {
  const [lead, ...rest] = leads.filter((by) => named[by] !== undefined)
  const at = { gte: since, lt: isBefore(cursor, until) ? undefined : until }
  const isWanted = (row: AuditRow): boolean =>
    rest.every((by) => row[stored[by]] === named[by]) && (types?.includes(row.type) ?? true)
  return {
    look(from, limit) {
      const page = { sort: newestFirst, cursor: from, limit, extra: {} }
      if (lead === undefined || lead === 'accountId') {
        return eventList.page(db, { ...page, where: { at, accountId: { eq: named.accountId } } })
      }
      const origin = { kind: { eq: kinds[lead] }, value: { eq: named[lead] } }
      return originList.page(db, { ...page, where: { at, ...origin } })
    },
    isWanted: rest.length > 0 || types ? isWanted : undefined,
  }
}

type Look = (cursor: string | undefined, limit: number) => Promise<Page<AuditRow>>

/** Whether a page begins before then anyway: of two ends SQLite seeks one, and not the nearer. */
function isBefore(cursor: string | undefined, until: string | undefined): boolean {
  if (cursor === undefined || until === undefined) return false
  const [at] = readCursor(newestFirst, cursor)
  return typeof at === 'string' && at < until
}

import { z } from 'zod'
import { integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { pageInput } from '../../listing/schema.ts'
import { query } from '../../trpc.ts'
import { freezerStream } from '../events.ts'
import { FreezerId } from '../schema.ts'
import { visibleFreezer } from '../visible-freezer.ts'
import { inWords } from './in-words.ts'
import type { HistoryEntry } from './schema.ts'
import { HistoryPage } from './schema.ts'

const eventList = listOf({
  columns: { version: integerColumn('event.version'), stream: streamColumn() },
  unique: 'version',
  select: (db) =>
    db
      .selectFrom('events as event')
      .leftJoin('accounts as account', 'account.id', 'event.account_id')
      .select(['event.id', 'event.version', 'event.type', 'event.payload', 'event.recorded_at'])
      .select(['event.account_id', 'account.display_name']),
})

function streamColumn() {
  const stored = (value: string): string => value
  return {
    sql: 'event.stream',
    value: z.string(),
    stored,
    text: false,
    nullable: false,
    selected: true,
  }
}

export const listHistory = query({
  summary: 'Everything that happened to a freezer and in it, newest first.',
  scope: 'freezers:read',
  input: z.strictObject({ freezerId: FreezerId, ...pageInput }),
  output: HistoryPage,
}).query(async ({ ctx, input }) => {
  const freezer = await visibleFreezer(ctx, input.freezerId)
  const { items, nextCursor } = await eventList.page(ctx.db, {
    where: { stream: { eq: freezerStream(freezer.id) } },
    sort: [{ by: 'version', direction: 'desc' }],
    cursor: input.cursor,
    limit: input.limit,
    extra: {},
  })
  return {
    items: items.map((row) => {
      const fact = { type: row.type, payload: JSON.parse(row.payload) } as HistoryEntry
      return {
        ...fact,
        id: row.id,
        at: row.recorded_at,
        by: { accountId: row.account_id, displayName: row.display_name },
        text: inWords(ctx.actor.language, fact),
      }
    }),
    nextCursor,
  }
})

import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { settle } from '../../event-log/projections/settle.ts'
import { recordedEvent } from '../../event-log/recorded-event.ts'
import { integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { pageInput } from '../../listing/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { authorizeFreezer } from '../policy.ts'
import { FreezerId } from '../schema.ts'
import { historyProjection } from './history-projection.ts'
import { inWords } from './in-words.ts'
import type { HistoryEntry } from './schema.ts'
import { HistoryPage } from './schema.ts'
import { householdOfFreezer } from './whose.ts'

const eventList = listOf({
  columns: {
    position: integerColumn('entry.position'),
    freezerId: integerColumn('entry.freezer_id'),
  },
  unique: 'position',
  select: (db) =>
    db
      .selectFrom('freezer_history as entry')
      .innerJoin('projections as projection', 'projection.generation', 'entry.generation')
      .innerJoin('events as event', 'event.id', 'entry.event_id')
      .leftJoin('accounts as account', 'account.id', 'event.account_id')
      .selectAll('event')
      .select(['entry.undone_by', 'account.display_name'])
      .where('projection.name', '=', historyProjection.name),
})

export const listHistory = query({
  summary:
    'Everything that happened to a freezer and in it, newest first; also of one that was deleted.',
  scope: 'freezers:read',
  input: z.strictObject({ freezerId: FreezerId, ...pageInput }),
  output: HistoryPage,
}).query(async ({ ctx, input }) => {
  const { freezerId: id } = input
  const householdId = await householdOfFreezer(ctx.db, id)
  if (householdId === null) throw new DomainError('NOT_FOUND', { what: 'freezer', id })
  const freezer = { id, householdId }
  authorizeFreezer(ctx.actor, 'see a freezer', freezer)
  await settle(ctx, historyProjection.name)
  const { items, nextCursor } = await eventList.page(ctx.db, {
    where: { freezerId: { eq: freezer.id } },
    sort: [{ by: 'position', direction: 'desc' }],
    cursor: input.cursor,
    limit: input.limit,
    extra: {},
  })
  return {
    items: items.map((row) => {
      const { type, payload } = recordedEvent(row)
      const fact = { type, payload } as HistoryEntry
      return {
        ...fact,
        id: row.id,
        at: row.recorded_at,
        by: { accountId: row.account_id, displayName: row.display_name },
        undoneBy: row.undone_by,
        text: inWords(ctx.actor.language, fact),
      }
    }),
    nextCursor,
  }
})

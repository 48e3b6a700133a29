import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { pageInput, pageOf } from '../../listing/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { audiencesOf } from './audiences.ts'
import { eventFrom } from './event-from.ts'
import type { FeedRow } from './read-events.ts'
import { readEvents } from './read-events.ts'
import { beginningOnce, eventFilter, LogEvent } from './schema.ts'
import { startPosition } from './start-position.ts'

/** How often a page reads on when a filter lets little through. */
const MOST_READINGS = 10

export const listEvents = query({
  summary:
    'What happened, in the order of positions: to everyone, to your account and in your organisations.',
  scope: 'events:read',
  reasons: ['POSITION_AHEAD'],
  input: beginningOnce(z.strictObject({ ...eventFilter, ...pageInput })).prefault({}),
  output: pageOf(LogEvent).extend({
    position: z.int().describe('Everything up to here was looked at: go on after it'),
  }),
}).query(async ({ ctx, input }) => {
  const { types, stream, limit } = input
  const audiences = audiencesOf(ctx.actor, input.all)
  const head = await ctx.log.look()
  const place = input.cursor === undefined ? input : { after: placeOf(input.cursor) }
  let after = (await startPosition(ctx.db, place, head)) ?? 0
  const rows: FeedRow[] = []
  for (let times = 0; times < MOST_READINGS && rows.length < limit && after < head; times++) {
    // SQLite answers before anybody else gets a turn.
    if (times > 0) await new Promise(setImmediate)
    const reading = { audiences, types, stream, after, upTo: head, limit: limit - rows.length }
    const part = await readEvents(ctx.db, reading)
    rows.push(...part.rows)
    after = part.position
  }
  return {
    items: rows.map((row) => eventFrom(row, ctx.actor.language, audiences)),
    nextCursor: after < head ? String(after) : null,
    position: after,
  }
})

function placeOf(cursor: string): number {
  const position = /^\d{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN
  if (!Number.isSafeInteger(position)) throw new DomainError('INVALID_CURSOR', {})
  return position
}

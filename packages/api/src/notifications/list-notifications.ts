import { z } from 'zod'
import { readCursor, writeCursor } from '../listing/cursor.ts'
import { pageInput } from '../listing/schema.ts'
import { query } from '../procedures/trpc.ts'
import { countUnread, readNotifications, shownNotifications } from './queries.ts'
import { NotificationPage } from './schema.ts'

// Not `listOf`: who may find what is no parameter of a query that stays the same.
const sort = [{ by: 'id', direction: 'desc' as const }]

export const listNotifications = query({
  summary:
    'What happened that you are told of, the newest first. Nothing is in it of videos that you may not find now.',
  scope: 'videos:read',
  input: z
    .strictObject({
      unread: z.boolean().default(false).describe('Only what you have not read'),
      ...pageInput,
    })
    .prefault({}),
  output: NotificationPage,
}).query(async ({ ctx, input: { unread, cursor, limit } }) => {
  const { db, actor, clock } = ctx
  const onlooker = { actor, now: clock.now() }
  const [before] = cursor === undefined ? [] : readCursor(sort, cursor)
  const page = { before: before === undefined ? undefined : Number(before), unread }
  const rows = await readNotifications(db, onlooker, { ...page, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await shownNotifications(db, actor, shown),
    nextCursor: rows.length > limit && last ? writeCursor(sort, [last.id]) : null,
    unread: await countUnread(db, onlooker),
  }
})

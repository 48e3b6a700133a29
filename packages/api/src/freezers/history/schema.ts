import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import type { EventType } from '../../event-log/define.ts'
import { pageOf } from '../../listing/schema.ts'
import {
  ActionUndone,
  FreezerArchived,
  FreezerCreated,
  FreezerDeleted,
  FreezerMovedIn,
  FreezerRenamed,
  FreezerResized,
  FreezerRestored,
  ProductAdded,
  ProductDeleted,
  ProductEdited,
  ProductMoved,
  ProductPutBack,
  ProductTakenOut,
} from '../events.ts'

/** An event of a freezer's history: narrow on `type` to know its payload. */
export const HistoryEntry = z.discriminatedUnion('type', [
  entry(FreezerCreated),
  entry(FreezerRenamed),
  entry(FreezerResized),
  entry(FreezerArchived),
  entry(FreezerRestored),
  entry(FreezerDeleted),
  entry(FreezerMovedIn),
  entry(ProductAdded),
  entry(ProductEdited),
  entry(ProductMoved),
  entry(ProductTakenOut),
  entry(ProductPutBack),
  entry(ProductDeleted),
  entry(ActionUndone),
])
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const HistoryPage = pageOf(HistoryEntry)

function entry<Type extends string, Payload extends z.ZodType<object>>(
  event: EventType<Type, Payload>,
) {
  return z.object({
    id: z.int(),
    type: z.literal(event.type),
    payload: event.payload,
    at: Instant,
    by: z.object({ accountId: z.int().nullable(), displayName: z.string().nullable() }),
    undoneBy: z.int().nullable().describe('The event that undid it; null while it holds'),
    text: z.string().describe('What happened, in the language of the account'),
  })
}

import type { Reader } from '@larder/db'
import type { Actor } from '../../../access.ts'
import { DomainError } from '../../../errors/map.ts'
import { audiencesOf } from '../../../event-log/feed/audiences.ts'
import { organisationOf } from '../../../event-log/stream.ts'
import { freezerEvents } from '../../events.ts'
import { authorizeEvent } from '../../policy.ts'
import type { Thing } from './facts.ts'
import { thingOf } from './facts.ts'

const undoable = new Set<string>(freezerEvents.map(({ type }) => type))

/**
 * The product or freezer that an event changed. Throws NOT_FOUND for an event that the actor does
 * not see, NOT_UNDOABLE for one of another kind, and NOT_ALLOWED.
 */
export async function findEvent(
  { db, actor }: { db: Reader; actor: Actor },
  eventId: number,
): Promise<{ thing: Thing; householdId: number }> {
  const event = await db
    .selectFrom('events')
    .select(['type', 'subject', 'audience'])
    .where('id', '=', eventId)
    .executeTakeFirst()
  if (!event) throw new DomainError('NOT_FOUND', { what: 'event', id: eventId })
  const { type, subject, audience } = event
  const thing = thingOf(subject)
  const householdId = organisationOf(audience)
  if (thing && householdId !== null && undoable.has(type)) {
    authorizeEvent(actor, 'undo an action', { id: eventId, householdId })
    return { thing, householdId }
  }
  const seen: readonly string[] = audiencesOf(actor, false) as readonly string[]
  if (seen.includes(audience)) {
    throw new DomainError('NOT_UNDOABLE', { eventId, type })
  }
  const missing = new DomainError('NOT_FOUND', { what: 'event', id: eventId })
  throw missing.withholding({ isForeign: true })
}

import type { Reader } from '@larder/db'
import type { Actor } from '../../../access/credential.ts'
import { DomainError } from '../../../errors/map.ts'
import { audiencesOf } from '../../../event-log/feed/audiences.ts'
import { organisationOf } from '../../../event-log/stream.ts'
import { authorizeEvent } from '../../policy.ts'
import { householdOfThing } from '../whose.ts'
import type { Thing } from './facts.ts'
import { factTypes, thingOf } from './facts.ts'

/**
 * The product or freezer that an event changed, and whose it is now. Throws NOT_FOUND for an event that the actor does
 * not see, UNDO_ACROSS_HOUSEHOLDS, NOT_UNDOABLE for one of another kind, and NOT_ALLOWED.
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
  const seen = audiencesOf(actor, false) as readonly string[]
  if (thing && organisationOf(audience) !== null && factTypes.has(type)) {
    const householdId = (await householdOfThing(db, thing)) ?? 0
    // It was theirs when that was done, and moved to a household since that is not.
    const isElsewhere = !seen.includes(`organisation-${householdId}`)
    if (isElsewhere && seen.includes(audience)) {
      throw new DomainError('UNDO_ACROSS_HOUSEHOLDS', { eventId })
    }
    authorizeEvent(actor, 'undo an action', { id: eventId, householdId })
    return { thing, householdId }
  }
  if (seen.includes(audience)) {
    throw new DomainError('NOT_UNDOABLE', { eventId, type })
  }
  const missing = new DomainError('NOT_FOUND', { what: 'event', id: eventId })
  throw missing.withholding({ isForeign: true })
}

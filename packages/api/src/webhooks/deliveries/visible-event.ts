import type { Reader } from '@larder/db'
import type { Services } from '../../context.ts'
import type { FeedRow } from '../../event-log/feed/read-events.ts'
import { organisationOf } from '../../event-log/stream.ts'

/** An event, if an account may see it as things are now; undefined otherwise. */
export async function visibleEvent(
  { database: { reader }, log }: Pick<Services, 'database' | 'log'>,
  accountId: number,
  eventId: number,
): Promise<FeedRow | undefined> {
  let event = await findNumbered(reader, eventId)
  if (!event) {
    // Planned in the transaction that recorded it, and sent before anybody numbered it.
    await log.look()
    event = await findNumbered(reader, eventId)
  }
  return event && (await isVisible(reader, accountId, event.audience)) ? event : undefined
}

async function findNumbered(db: Reader, id: number): Promise<FeedRow | undefined> {
  const event = await db
    .selectFrom('events as event')
    .leftJoin('accounts as account', 'account.id', 'event.account_id')
    .selectAll('event')
    .select('account.display_name')
    .where('event.id', '=', id)
    .where('event.position', 'is not', null)
    .executeTakeFirst()
  return event as FeedRow | undefined
}

async function isVisible(db: Reader, accountId: number, audience: string): Promise<boolean> {
  if (audience === 'everyone' || audience === `account-${accountId}`) return true
  const organisationId = organisationOf(audience)
  if (organisationId === null) return false
  const membership = await db
    .selectFrom('organisation_members')
    .select('role')
    .where('account_id', '=', accountId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return membership !== undefined
}

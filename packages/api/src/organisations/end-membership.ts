import type { Writer } from '@larder/db'
import { everyAccessLost } from '../access-lost.ts'
import { accountStream } from '../accounts/events.ts'
import type { RecordEvent } from '../event-log/record.ts'
import { MemberLeft, MemberRemoved, MembershipEnded, memberStream } from './events.ts'
import type { HeldOrganisation } from './hold-organisation.ts'
import { withdrawBeyond } from './invitations/withdraw-beyond.ts'
import { requireAnotherOwner, requireMember } from './rules.ts'

interface Circumstances {
  db: Writer
  record: RecordEvent
}

/**
 * Ends a membership in an organisation that is held: with the next request, the account sees nothing
 * of it any more. The invitations that it made go too. Throws LAST_OWNER.
 */
export async function endMembership(
  { db, record }: Circumstances,
  organisation: HeldOrganisation,
  accountId: number,
  because: 'left' | 'removed',
): Promise<void> {
  const { id } = organisation
  const role = requireMember(organisation, accountId)
  await requireAnotherOwner(db, organisation, accountId)
  await db
    .deleteFrom('organisation_members')
    .where('organisation_id', '=', id)
    .where('account_id', '=', accountId)
    .execute()
  await withdrawBeyond({ db, record }, id, { accountId, role: null })
  const ended = because === 'left' ? MemberLeft : MemberRemoved
  await record(memberStream(id, accountId), ended({ accountId, role }))
  for (const lose of everyAccessLost) {
    await lose({ db, record }, { organisationId: id, accountId })
  }
  await tellMembershipEnded(record, organisation, accountId, because)
}

/** Tells an account that it is in an organisation no more. It wakes the feeds that it follows. */
export async function tellMembershipEnded(
  record: RecordEvent,
  { id: organisationId, kind }: Pick<HeldOrganisation, 'id' | 'kind'>,
  accountId: number,
  because: 'left' | 'removed' | 'deleted',
): Promise<void> {
  await record(accountStream(accountId), MembershipEnded({ organisationId, kind, because }))
}

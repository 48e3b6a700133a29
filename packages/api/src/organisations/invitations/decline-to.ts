import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { InvitationDeclined, organisationStream } from '../events.ts'
import { deleteInvitation } from './queries.ts'

/**
 * Declines the invitations to an address whose account is deleted, in whichever organisation they are.
 * Declining takes no account, so its members do not learn that the address had one.
 */
export async function declineTo(
  { db, record }: { db: Writer; record: RecordEvent },
  emailKey: string,
): Promise<void> {
  const open = db
    .selectFrom('organisation_invitations')
    .select(['id', 'organisation_id'])
    .where('email_key', '=', emailKey)
    .orderBy('id')
  for (const { id, organisation_id } of await locked(db, open).execute()) {
    await deleteInvitation(db, id)
    await record(organisationStream(organisation_id), InvitationDeclined({ invitationId: id }))
  }
}

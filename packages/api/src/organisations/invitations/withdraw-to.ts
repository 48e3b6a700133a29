import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { InvitationWithdrawn, organisationStream } from '../events.ts'
import { deleteInvitation } from './queries.ts'

/** Withdraws the invitations to an address whose owner is gone, in whichever organisation they are. */
export async function withdrawTo(
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
    await record(organisationStream(organisation_id), InvitationWithdrawn({ invitationId: id }))
  }
}

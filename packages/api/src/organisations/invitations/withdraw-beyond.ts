import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { InvitationWithdrawn, organisationStream } from '../events.ts'
import { mayReach } from '../policy.ts'
import type { Role } from '../schema.ts'
import { deleteInvitation } from './queries.ts'

/**
 * Withdraws what somebody invited to and could not invite to any more, in an organisation that is
 * held: else they could come back, or up again, by their own invitation. `role`: null once they left.
 */
export async function withdrawBeyond(
  { db, record }: { db: Writer; record: RecordEvent },
  organisationId: number,
  { accountId, role }: { accountId: number; role: Role | null },
): Promise<void> {
  const made = db
    .selectFrom('organisation_invitations')
    .select(['id', 'role'])
    .where('organisation_id', '=', organisationId)
    .where('invited_by', '=', accountId)
  for (const invitation of await locked(db, made).execute()) {
    if (role !== null && mayReach(role, invitation.role)) continue
    await deleteInvitation(db, invitation.id)
    const withdrawn = InvitationWithdrawn({ invitationId: invitation.id })
    await record(organisationStream(organisationId), withdrawn)
  }
}

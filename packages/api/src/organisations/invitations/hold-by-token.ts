import type { Writer } from '@larder/db'
import type { Services } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import type { HeldOrganisation } from '../hold-organisation.ts'
import { holdOrganisation } from '../hold-organisation.ts'
import type { InvitationRow } from './queries.ts'
import { findByToken, findInvitationNow } from './queries.ts'

/** Holds an open invitation with its organisation: it is answered once. Throws INVITATION_NOT_VALID. */
export async function holdByToken(
  { db, keys, clock }: Pick<Services, 'keys' | 'clock'> & { db: Writer },
  token: string,
): Promise<{ organisation: HeldOrganisation; invitation: InvitationRow }> {
  const { id, organisation_id } = await findByToken(db, { keys, token, now: clock.now() })
  const organisation = await holdOrganisation(db, organisation_id)
  // Somebody else may have been faster: only now it stays as it is.
  const invitation = await findInvitationNow(db, id)
  if (!organisation || !invitation) throw new DomainError('INVITATION_NOT_VALID', {})
  return { organisation, invitation }
}

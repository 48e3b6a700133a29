import type { Writer } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import { requireMembership } from '../organisations/membership.ts'
import { holdMember } from '../organisations/queries.ts'
import type { Privacy } from './schema.ts'

/**
 * The household or company whose members watch a video, in which its owner is held; null unless that is
 * its privacy. Throws VIDEO_ORGANISATION_NEEDED, and NOT_FOUND for one that the actor is not in.
 */
export async function audienceOf(
  { db, actor }: { db: Writer; actor: Actor },
  { privacy, organisationId }: { privacy: Privacy; organisationId: number | undefined },
): Promise<number | null> {
  if (privacy !== 'members') return null
  if (organisationId === undefined) throw new DomainError('VIDEO_ORGANISATION_NEEDED', {})
  requireMembership(actor, { organisationId, what: 'organisation', id: organisationId })
  // They may have left since they asked, and then their videos were looked through already.
  if (!(await holdMember(db, organisationId, actor.accountId))) {
    throw new DomainError('NOT_FOUND', { what: 'organisation', id: organisationId })
  }
  return organisationId
}

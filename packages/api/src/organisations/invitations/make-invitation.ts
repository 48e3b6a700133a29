import type { Writer } from '@larder/db'
import type { Actor } from '../../access/credential.ts'
import { holdAccount } from '../../accounts/queries.ts'
import type { Services } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import type { RecordEvent } from '../../event-log/record.ts'
import { MemberInvited, organisationStream } from '../events.ts'
import type { HeldOrganisation } from '../hold-organisation.ts'
import { holdForMember } from '../hold-organisation.ts'
import { authorizeReach } from '../policy.ts'
import type { Role } from '../schema.ts'
import type { NewInvitation } from './queries.ts'
import { countMadeSince, countOpen, forgetOverInvitationsOf, insertInvitation } from './queries.ts'

const DAY_MS = 86_400_000
const OPEN_FOR_MS = 7 * DAY_MS

interface Circumstances extends Pick<Services, 'clock' | 'limits'> {
  db: Writer
  actor: Actor
  record: RecordEvent
}

interface Wanted {
  organisationId: number
  role: Role
  address: NewInvitation['address']
}

/**
 * Makes an invitation that is open for seven days. Whether anybody has the address is not looked at,
 * so that nothing can tell. Throws ALREADY_INVITED and the reasons of the limits.
 */
export async function makeInvitation(
  ctx: Circumstances,
  { organisationId, role, address }: Wanted,
): Promise<{ id: number; salt: string; expiresAt: string; organisation: HeldOrganisation }> {
  const { db, actor, limits, record } = ctx
  const action = 'invite somebody'
  // Before the organisation, as whoever joins does: else each would wait for the other.
  await holdAccount(db, actor.accountId)
  const organisation = await holdForMember(ctx, organisationId, action)
  authorizeReach(organisation.role, action, role)
  const now = ctx.clock.now()
  await forgetOverInvitationsOf(db, organisationId, now)
  await requireRoom(db, organisationId, limits.invitationsPerOrganisation)
  await requireFewToday(db, actor.accountId, now, limits.invitationsPerDay)
  const expiresAt = new Date(now.getTime() + OPEN_FOR_MS)
  const invitedBy = actor.accountId
  const row = { organisationId, role, address, invitedBy, now, expiresAt }
  const made = await insertInvitation(db, row)
  const invited = MemberInvited({
    invitationId: made.id,
    role,
    by: address ? 'email' : 'link',
    expiresAt: expiresAt.toISOString(),
  })
  await record(organisationStream(organisationId), invited)
  return { ...made, expiresAt: expiresAt.toISOString(), organisation }
}

async function requireRoom(db: Writer, organisationId: number, limit: number): Promise<void> {
  const open = await countOpen(db, organisationId)
  if (open >= limit) throw new DomainError('INVITATION_LIMIT_REACHED', { limit })
}

/** Mail goes out to whoever an inviter names: not to everybody. */
async function requireFewToday(
  db: Writer,
  accountId: number,
  now: Date,
  limit: number,
): Promise<void> {
  const made = await countMadeSince(db, accountId, new Date(now.getTime() - DAY_MS))
  if (made >= limit) throw new DomainError('INVITATIONS_OF_THE_DAY_SENT', { limit })
}

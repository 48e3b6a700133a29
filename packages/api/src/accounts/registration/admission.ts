import type { Writer } from '@larder/db'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { admitsToServer } from '../../organisations/invitations/admits-to-server.ts'
import { ServerInvitationUsed, serverInvitationStream } from '../events.ts'
import { endInvitation, findInvitation } from './invitations.ts'

/** Who may make an account: everybody, whoever is invited, or nobody. */
export const registrationModes = ['open', 'invitation', 'closed'] as const

export type RegistrationMode = (typeof registrationModes)[number]

/** Why somebody may make none. */
export const admissionReasons = [
  'REGISTRATION_CLOSED',
  'INVITATION_NEEDED',
  'INVITATION_REFUSED',
] as const

/** What somebody registers with. */
export interface Applicant {
  email: string
  invitation?: string | undefined
}

/** That somebody may make an account. */
export interface Admission {
  /** The invitation to the server that making it uses up; null: none. */
  invitationId: number | null
}

/**
 * A kind of invitation that admits to a server that asks for one. Answers undefined for what is no
 * good invitation of this kind for this address.
 */
export type WayIn = (ctx: RequestContext, applicant: Required<Invited>) => Promise<Found>

type Invited = { email: string; token: string }
type Found = Admission | undefined

/** Other domains that invite people add theirs. It is enough to check: accepting uses it up. */
const waysIn: readonly WayIn[] = [byServerInvitation, byOrganisationInvitation]

/**
 * Whether somebody may make an account here. It says nothing about who has one: what it answers does
 * not depend on that. Throws one of `admissionReasons`.
 */
export async function admitApplicant(
  ctx: RequestContext,
  { email, invitation }: Applicant,
): Promise<Admission> {
  if (ctx.registration === 'open') return { invitationId: null }
  if (ctx.registration === 'closed') throw new DomainError('REGISTRATION_CLOSED', {})
  if (invitation === undefined) throw new DomainError('INVITATION_NEEDED', {})
  for (const wayIn of waysIn) {
    const admission = await wayIn(ctx, { email, token: invitation })
    if (admission) return admission
  }
  throw new DomainError('INVITATION_REFUSED', {})
}

/** Uses up what somebody was admitted with, in the transaction that makes their account. */
export async function useInvitation(
  db: Writer,
  ctx: RequestContext,
  { invitationId, accountId }: Admission & { accountId: number },
): Promise<void> {
  if (invitationId === null) return
  if (!(await endInvitation(db, invitationId, ctx.clock.now()))) {
    throw new DomainError('INVITATION_REFUSED', {})
  }
  const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
  await record(serverInvitationStream(invitationId), ServerInvitationUsed({ invitationId }))
}

async function byServerInvitation(ctx: RequestContext, invited: Invited): Promise<Found> {
  const invitation = await findInvitation(ctx, invited)
  return invitation && { invitationId: invitation.id }
}

async function byOrganisationInvitation(ctx: RequestContext, invited: Invited): Promise<Found> {
  return (await admitsToServer(ctx, invited)) ? { invitationId: null } : undefined
}

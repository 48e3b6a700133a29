import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { OrganisationKind, Role } from '../schema.ts'

export const InvitationId = z.int().positive().describe('Id of an invitation')

export const InvitationToken = z
  .string()
  .min(1)
  .max(200)
  .describe('larder_inv_..., as the mail or the link has it')

export const Invitation = z.object({
  id: z.int(),
  role: Role.describe('What whoever accepts becomes'),
  email: z.string().nullable().describe('Who it was mailed to; null: a link'),
  invitedBy: z.object({ accountId: z.int(), displayName: z.string() }),
  createdAt: Instant,
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>

/** What somebody who has the token may know before they decide. */
export const InvitationInSight = z.object({
  organisation: z.object({ kind: OrganisationKind, name: z.string() }),
  role: Role.describe('What you become'),
  invitedBy: z.string().describe('The display name of who invited you'),
  by: z
    .enum(['email', 'link'])
    .describe('email: only the account with the address that it was mailed to can accept it'),
  expiresAt: Instant,
})
export type InvitationInSight = z.infer<typeof InvitationInSight>

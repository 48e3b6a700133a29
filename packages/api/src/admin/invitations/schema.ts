import { z } from 'zod'
import type { ServerInvitation } from '../../accounts/registration/invitations.ts'
import { Instant } from '../../calendar/instant.ts'

export const Invitation = z.object({
  id: z.int(),
  email: z.string().nullable().describe('The only address that it is good for; null: any'),
  createdAt: Instant,
  expiresAt: Instant,
})

/** What administrators see of an invitation to the server. */
export function invitationFrom(row: ServerInvitation): z.infer<typeof Invitation> {
  return { id: row.id, email: row.email, createdAt: row.created_at, expiresAt: row.expires_at }
}

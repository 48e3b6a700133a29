import { z } from 'zod'
import { openInvitations } from '../../accounts/registration/invitations.ts'
import { NoInput } from '../../procedures/no-input.ts'
import { adminQuery } from '../../procedures/trpc.ts'
import { Invitation, invitationFrom } from './schema.ts'

const MOST = 200

export const listInvitations = adminQuery({
  summary: 'Invitations to the server that nobody has used yet: the newest 200.',
  input: NoInput,
  output: z.object({ items: z.array(Invitation) }),
}).query(async ({ ctx }) => {
  const rows = await openInvitations(ctx.db, ctx.clock.now(), MOST)
  return { items: rows.map(invitationFrom) }
})

import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { publicQuery } from '../../procedures/trpc.ts'
import { Handle } from '../../text/handle.ts'
import { findByUsername, publicProfileOf } from './queries.ts'
import { PublicProfile } from './schema.ts'

export const showPublicProfile = publicQuery({
  summary: 'What somebody shows of themselves to everybody: the display name, and what they chose.',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ username: Handle.describe('Whatever its case') }),
  output: PublicProfile,
}).query(async ({ ctx, input: { username } }) => {
  const row = await findByUsername(ctx.db, username)
  if (!row?.username) throw new DomainError('NOT_FOUND', { what: 'profile', id: username })
  return publicProfileOf(ctx.db, { ...row, username: row.username })
})

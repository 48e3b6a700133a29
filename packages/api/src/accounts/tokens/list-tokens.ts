import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { AccessToken } from '../schema.ts'
import { listTokens as tokensOf } from './queries.ts'

export const listTokens = query({
  summary: 'Your access tokens that were not revoked, newest first. The secrets are not kept.',
  scope: 'account:read',
  input: NoInput,
  output: z.object({ items: z.array(AccessToken) }),
}).query(async ({ ctx }) => ({ items: await tokensOf(ctx.db, ctx.actor.accountId) }))

import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { countRecoveryCodes, findTwoFactor } from './queries.ts'

export const status = query({
  summary: 'Whether logging in asks for a code beside the password.',
  scope: 'account:read',
  input: NoInput,
  output: z.object({
    isOn: z.boolean(),
    since: Instant.nullable(),
    recoveryCodesLeft: z.int(),
  }),
}).query(async ({ ctx }) => {
  const { accountId } = ctx.actor
  const since = (await findTwoFactor(ctx.db, accountId))?.confirmed_at ?? null
  const recoveryCodesLeft = await countRecoveryCodes(ctx.db, accountId)
  return { isOn: since !== null, since, recoveryCodesLeft }
})

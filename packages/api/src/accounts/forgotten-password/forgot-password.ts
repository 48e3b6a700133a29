import { z } from 'zod'
import { mailAllowance } from '../../mail/allowance.ts'
import { Done } from '../../procedures/done.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { addressMailWork, askedFor, planAddressMail } from '../plan-address-mail.ts'
import { Email } from '../schema.ts'

/** It looks nobody up: what it answers, and how fast, cannot tell who has an account. */
export const forgotPassword = publicCommand({
  summary:
    'Mails the owner of an address how to choose a new password. Answers the same for every address.',
  input: z.strictObject({ email: Email }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const now = ctx.clock.now()
  const what = askedFor(ctx.keys, 'forgotten', input.email)
  const allowance = await mailAllowance(
    ctx.database.reader,
    { kind: addressMailWork.kind, what },
    now,
  )
  if ('dedupeKey' in allowance) {
    const { id, address } = ctx.request
    const asked = { forgotten: input.email, request: { id, address } }
    await ctx.database.transaction((db) => planAddressMail(db, asked, allowance.dedupeKey, now))
  }
  return { done: true } as const
})

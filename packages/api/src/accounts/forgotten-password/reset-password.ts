import type { Writer } from '@larder/db'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { accountStream, PasswordReset } from '../events.ts'
import { forgetGuesses } from '../guard/check-password.ts'
import { openLink, spendLink } from '../links/queries.ts'
import { LinkToken } from '../links/schema.ts'
import { hashPassword, requireUncommon } from '../password.ts'
import { putPassword } from '../put-password.ts'
import { getAccount, holdAccount } from '../queries.ts'
import { NewPassword } from '../schema.ts'
import { becomeFamiliar } from '../sign-in.ts'
import { planPasswordMail } from './mails.ts'

export const resetPassword = publicCommand({
  summary:
    'Sets a new password with the token that was mailed, and ends every session. Log in then.',
  reasons: ['LINK_INVALID', 'PASSWORD_COMMON'],
  input: z.strictObject({
    token: LinkToken,
    newPassword: NewPassword,
    revokeTokens: z
      .boolean()
      .default(false)
      .describe('Whether access tokens end as well: for when somebody else had got in'),
  }),
  output: z.object({
    email: z.string().describe('The address to log in with'),
    tokens: z
      .object({ kept: z.int(), revoked: z.int() })
      .describe('What became of the access tokens of the account'),
  }),
}).mutation(async ({ ctx, input }) => {
  await requireUncommon(input.newPassword)
  const link = await openLink(ctx.database.reader, ctx, input.token, ['reset'])
  const passwordHash = await hashPassword(input.newPassword)
  const accountId = link.account_id
  const now = ctx.clock.now().toISOString()
  const reset = await ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    if (!(await spendLink(db, link))) throw new DomainError('LINK_INVALID', {})
    const account = await getAccount(db, accountId)
    await putPassword(db, accountId, passwordHash)
    // The mail arrived, so the address is its owner's.
    await db
      .updateTable('accounts')
      .set({ email_verified_at: account.email_verified_at ?? now })
      .where('id', '=', accountId)
      .execute()
    const revoked = input.revokeTokens ? await revokeTokens(db, accountId, now) : 0
    const kept = await countTokens(db, accountId)
    const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
    const eventId = await record(
      accountStream(accountId),
      PasswordReset({ tokensRevoked: revoked }),
    )
    await planPasswordMail(db, account, eventId, ctx.clock.now())
    // Whoever can read the mail is its owner: from here they get in, even while others are guessing.
    await becomeFamiliar(db, ctx, accountId)
    return { email: account.email, tokens: { kept, revoked } }
  })
  await forgetGuesses(ctx, reset.email)
  return reset
})

async function revokeTokens(db: Writer, accountId: number, now: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('access_tokens')
    .set({ revoked_at: now, live_name: null })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

async function countTokens(db: Writer, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('access_tokens')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

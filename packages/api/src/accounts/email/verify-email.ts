import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { accountStream, EmailVerified } from '../events.ts'
import { openLink, spendLink } from '../links/queries.ts'
import { LinkToken } from '../links/schema.ts'
import { getAccount, holdAccount } from '../queries.ts'

export const verifyEmail = publicCommand({
  summary: 'Verifies the address of an account, with the token that was mailed to it.',
  reasons: ['LINK_INVALID'],
  input: z.strictObject({ token: LinkToken }),
  output: z.object({ email: z.string() }),
}).mutation(async ({ ctx, input }) => {
  const link = await openLink(ctx.database.reader, ctx, input.token, ['verify'])
  const accountId = link.account_id
  return ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    if (!(await spendLink(db, link))) throw new DomainError('LINK_INVALID', {})
    await db
      .updateTable('accounts')
      .set({ email_verified_at: ctx.clock.now().toISOString() })
      .where('id', '=', accountId)
      .execute()
    const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
    await record(accountStream(accountId), EmailVerified({}))
    return { email: (await getAccount(db, accountId)).email }
  })
})

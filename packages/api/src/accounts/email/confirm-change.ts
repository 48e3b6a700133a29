import type { Writer } from '@larder/db'
import { isDuplicate } from '@larder/db'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { emailKey } from '../email-key.ts'
import { accountStream, EmailChangeConfirmed, EmailChanged } from '../events.ts'
import { confirmSide, endLinks, openLink } from '../links/queries.ts'
import { LinkToken } from '../links/schema.ts'
import { getAccount, holdAccount, recipientOf } from '../queries.ts'
import { emailChangedMail } from './mails.ts'

export const confirmChange = publicCommand({
  summary:
    'Confirms a change of address for the side that the token was mailed to. It happens once both have.',
  reasons: ['LINK_INVALID', 'EMAIL_TAKEN'],
  input: z.strictObject({ token: LinkToken }),
  output: z.object({
    changed: z.boolean(),
    waitsFor: z
      .enum(['present address', 'new address'])
      .nullable()
      .describe('Which mail has to be answered still; null: none, the address is changed'),
  }),
}).mutation(async ({ ctx, input }) => {
  const link = await openLink(ctx.database.reader, ctx, input.token, ['change from', 'change to'])
  const side = link.purpose === 'change from' ? 'present address' : 'new address'
  const accountId = link.account_id
  const now = ctx.clock.now()
  return ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    const outcome = await confirmSide(db, link, now)
    if (outcome === 'over') throw new DomainError('LINK_INVALID', {})
    const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
    await record(accountStream(accountId), EmailChangeConfirmed({ side }))
    if (outcome === 'one side') {
      const other = side === 'new address' ? 'present address' : 'new address'
      return { changed: false, waitsFor: other } as const
    }
    const account = await getAccount(db, accountId)
    const newEmail = link.new_email ?? account.email
    await setEmail(db, accountId, newEmail, now)
    await endLinks(db, accountId)
    const eventId = await record(accountStream(accountId), EmailChanged({}))
    await planMail(
      db,
      {
        mail: emailChangedMail,
        values: { newEmail },
        to: recipientOf(account),
        accountId,
        dedupeKey: `address changed ${eventId}`,
      },
      now,
    )
    return { changed: true, waitsFor: null }
  })
})

async function setEmail(db: Writer, accountId: number, email: string, now: Date): Promise<void> {
  try {
    await db
      .updateTable('accounts')
      .set({ email, email_key: emailKey(email) ?? email, email_verified_at: now.toISOString() })
      .where('id', '=', accountId)
      .execute()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new DomainError('EMAIL_TAKEN', { email })
  }
}

import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { holdAccount } from '../../accounts/queries.ts'
import { command } from '../../procedures/trpc.ts'
import { NotificationChoicesSet } from '../events.ts'
import { NotificationChoices, NotificationKind } from '../schema.ts'
import { allChoicesOf } from './queries.ts'

export const setChoice = command({
  summary: 'Chooses how you are told of one kind of thing. Answers how it is for all of them.',
  scope: 'videos:write',
  input: z.strictObject({
    kind: NotificationKind,
    inApp: z.boolean().optional().describe('Left out: as it is'),
    mail: z.boolean().optional().describe('Left out: as it is'),
  }),
  output: NotificationChoices,
}).mutation(async ({ ctx, input: { kind, ...given } }) => {
  const { db } = ctx
  const { accountId } = ctx.actor
  await holdAccount(db, accountId)
  const before = await allChoicesOf(db, accountId)
  const { inApp = before[kind].inApp, mail = before[kind].mail } = given
  if (inApp === before[kind].inApp && mail === before[kind].mail) return before
  await db
    .deleteFrom('notification_choices')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .execute()
  await db
    .insertInto('notification_choices')
    .values({ account_id: accountId, kind, in_app: inApp ? 1 : 0, mail: mail ? 1 : 0 })
    .execute()
  await ctx.record(accountStream(accountId), NotificationChoicesSet({ kind, inApp, mail }))
  return { ...before, [kind]: { inApp, mail } }
})

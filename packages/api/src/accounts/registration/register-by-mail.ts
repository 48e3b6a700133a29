import type { RequestContext } from '../../context.ts'
import { mailAllowance } from '../../mail/allowance.ts'
import type { NewAccount } from '../create-account.ts'
import { addressMailWork, askedFor, planAddressMail } from '../plan-address-mail.ts'
import type { Admission } from './admission.ts'
import { keepRegistration } from './queries.ts'

/**
 * Keeps a registration until its address is confirmed. Whether somebody has the address already is
 * not looked at here: it is when the mail is written, so that neither the answer nor its time tells.
 */
export async function registerByMail(
  ctx: RequestContext,
  account: Omit<NewAccount, 'role'> & Admission,
): Promise<void> {
  const now = ctx.clock.now()
  const what = askedFor(ctx.keys, 'registration', account.email)
  const allowance = await mailAllowance(
    ctx.database.reader,
    { kind: addressMailWork.kind, what },
    now,
  )
  if (!('dedupeKey' in allowance)) return
  await ctx.database.transaction(async (db) => {
    const registrationId = await keepRegistration(db, account, now)
    await planAddressMail(db, { registrationId }, allowance.dedupeKey, now)
  })
}

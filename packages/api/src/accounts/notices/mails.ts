import type { Writer } from '@larder/db'
import { z } from 'zod'
import type { RequestContext } from '../../context.ts'
import { mailAllowance } from '../../mail/allowance.ts'
import { defineMail } from '../../mail/define-mail.ts'
import { mailWork, planMail } from '../../mail/plan-mail.ts'
import type { AccountRow } from '../queries.ts'
import { recipientOf } from '../queries.ts'

/** To the owner of an account that was logged in to from where it never was before. */
export const newLogInMail = defineMail({
  name: 'new log-in',
  values: z.object({ at: z.string(), address: z.string(), device: z.string() }),
  write: {
    en: ({ at, address, device }) => ({
      subject: 'A log-in from a new place',
      paragraphs: [
        'Somebody, probably you, logged in to your account at Larder from a network that it was not used from before.',
        `When: ${at}`,
        `From: ${address}`,
        `With: ${device || 'a program that does not say its name'}`,
      ],
      notes: [
        'If it was not you, change your password at once ("larder password"): that ends every other session. "larder account notices off" stops these messages.',
      ],
    }),
    fr: ({ at, address, device }) => ({
      subject: 'Une connexion depuis un nouvel endroit',
      paragraphs: [
        'Quelqu’un, sans doute vous, s’est connecté à votre compte Larder depuis un réseau d’où il n’avait pas encore été utilisé.',
        `Quand : ${at}`,
        `Depuis : ${address}`,
        `Avec : ${device || 'un programme qui ne dit pas son nom'}`,
      ],
      notes: [
        'Si ce n’était pas vous, changez tout de suite votre mot de passe (« larder password ») : cela ferme toutes les autres sessions. « larder account notices off » arrête ces messages.',
      ],
    }),
  },
})

/** Plans to tell of a log-in, in its transaction: as often as any mail to one address at most. */
export async function planLogInNotice(
  db: Writer,
  { clock, request }: Pick<RequestContext, 'clock' | 'request'>,
  account: AccountRow,
): Promise<void> {
  const now = clock.now()
  const what = `new log-in ${account.id}`
  const allowance = await mailAllowance(db, { kind: mailWork.kind, what }, now)
  if (!('dedupeKey' in allowance)) return
  const { dedupeKey } = allowance
  const { address, device } = request
  const values = { at: localTime(now, account.time_zone), address, device }
  const to = recipientOf(account)
  await planMail(db, { mail: newLogInMail, values, to, accountId: account.id, dedupeKey }, now)
}

function localTime(now: Date, timeZone: string): string {
  // Swedish writes days as ISO 8601 does.
  const moment = { dateStyle: 'short', timeStyle: 'short', timeZone } as const
  return `${now.toLocaleString('sv-SE', moment)} (${timeZone})`
}

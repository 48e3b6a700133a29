import type { Writer } from '@larder/db'
import { z } from 'zod'
import { defineMail } from '../../mail/define-mail.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { linkToMail } from '../links/queries.ts'
import type { AccountRow } from '../queries.ts'
import { recipientOf } from '../queries.ts'

/** To whoever forgot the password. */
export const resetMail = defineMail({
  name: 'reset password',
  values: z.object({ linkId: z.int() }),
  complete: linkToMail,
  write: {
    en: ({ token }) => ({
      subject: 'Choose a new password',
      paragraphs: [
        'Somebody, probably you, forgot the password of your account at Larder. Within one hour you can choose another one.',
      ],
      action: {
        label: 'Choose a new password',
        page: 'reset-password',
        token,
        command: `larder account reset-password ${token}`,
      },
      notes: [
        'If it was not you, do nothing: your password stays as it is. Give this link to nobody.',
      ],
    }),
    fr: ({ token }) => ({
      subject: 'Choisissez un nouveau mot de passe',
      paragraphs: [
        'Quelqu’un, sans doute vous, a oublié le mot de passe de votre compte Larder. Vous avez une heure pour en choisir un autre.',
      ],
      action: {
        label: 'Choisir un nouveau mot de passe',
        page: 'reset-password',
        token,
        command: `larder account reset-password ${token}`,
      },
      notes: [
        'Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même. Ne donnez ce lien à personne.',
      ],
    }),
  },
})

/** To the owner of an account whose password was changed, by whomever. */
export const passwordMail = defineMail({
  name: 'password changed',
  values: z.object({}),
  write: {
    en: () => ({
      subject: 'Your password was changed',
      paragraphs: [
        'The password of your account at Larder was changed, and every other session was ended. Access tokens may still be valid.',
      ],
      notes: [
        'If it was not you, ask for a new password at once ("larder account forgot-password"), and revoke the access tokens.',
      ],
    }),
    fr: () => ({
      subject: 'Votre mot de passe a été changé',
      paragraphs: [
        'Le mot de passe de votre compte Larder a été changé, et toutes les autres sessions ont été fermées. Des jetons d’accès peuvent rester valables.',
      ],
      notes: [
        'Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe (« larder account forgot-password »), et révoquez les jetons d’accès.',
      ],
    }),
  },
})

/** Plans to tell the owner of an account that its password was changed, as the event says. */
export function planPasswordMail(
  db: Writer,
  account: AccountRow,
  eventId: number,
  now: Date,
): Promise<void> {
  const dedupeKey = `password changed ${eventId}`
  const to = recipientOf(account)
  return planMail(db, { mail: passwordMail, values: {}, to, accountId: account.id, dedupeKey }, now)
}

export const forgottenPasswordMails = [resetMail, passwordMail] as const

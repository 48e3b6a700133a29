import { z } from 'zod'
import type { Services } from '../../context.ts'
import { defineMail } from '../../mail/define-mail.ts'
import { emailKey } from '../email-key.ts'
import { linkToMail } from '../links/queries.ts'
import { findAccountByEmailKey } from '../queries.ts'

const Link = z.object({ linkId: z.int() })

/** To the address of an account, to see that its owner reads what arrives there. */
export const verificationMail = defineMail({
  name: 'verify address',
  values: Link,
  complete: linkToMail,
  write: {
    en: ({ token }) => ({
      subject: 'Verify your e-mail address',
      paragraphs: [
        'Please verify within 24 hours that this is the address of your account at Larder.',
      ],
      action: {
        label: 'Verify the address',
        page: 'verify-email',
        token,
        command: `larder account verify ${token}`,
      },
    }),
    fr: ({ token }) => ({
      subject: 'Vérifiez votre adresse e-mail',
      paragraphs: [
        'Merci de vérifier dans les 24 heures que cette adresse est bien celle de votre compte Larder.',
      ],
      action: {
        label: 'Vérifier l’adresse',
        page: 'verify-email',
        token,
        command: `larder account verify ${token}`,
      },
    }),
  },
})

/** To the present address of an account that is to get another one. */
export const changeFromMail = defineMail({
  name: 'change address, present',
  values: Link,
  complete: linkToMail,
  write: {
    en: ({ token, newEmail }) => ({
      subject: 'Confirm the change of your e-mail address',
      paragraphs: [
        `Your account at Larder is to have the address ${newEmail} instead of this one. It changes once both addresses have confirmed it, within 24 hours.`,
      ],
      action: {
        label: 'Confirm the change',
        page: 'confirm-email',
        token,
        command: `larder account confirm-email ${token}`,
      },
      notes: [
        'If it was not you, somebody knows your password: do not confirm, and change it at once.',
      ],
    }),
    fr: ({ token, newEmail }) => ({
      subject: 'Confirmez le changement de votre adresse e-mail',
      paragraphs: [
        `Votre compte Larder doit recevoir l’adresse ${newEmail} à la place de celle-ci. Le changement a lieu dès que les deux adresses l’ont confirmé, dans les 24 heures.`,
      ],
      action: {
        label: 'Confirmer le changement',
        page: 'confirm-email',
        token,
        command: `larder account confirm-email ${token}`,
      },
      notes: [
        'Si ce n’était pas vous, quelqu’un connaît votre mot de passe : ne confirmez pas, et changez-le tout de suite.',
      ],
    }),
  },
})

/** To the address that an account is to get. */
export const changeToMail = defineMail({
  name: 'change address, new',
  values: Link,
  async complete(services, values) {
    const link = await linkToMail(services, values)
    return link && (await isTaken(services, link.newEmail)) ? null : link
  },
  write: {
    en: ({ token }) => ({
      subject: 'Confirm your new e-mail address',
      paragraphs: [
        'This is to be the new address of an account at Larder. It changes once both addresses have confirmed it, within 24 hours.',
      ],
      action: {
        label: 'Confirm the address',
        page: 'confirm-email',
        token,
        command: `larder account confirm-email ${token}`,
      },
      notes: ['If it was not you, do nothing.'],
    }),
    fr: ({ token }) => ({
      subject: 'Confirmez votre nouvelle adresse e-mail',
      paragraphs: [
        'Cette adresse doit devenir celle d’un compte Larder. Le changement a lieu dès que les deux adresses l’ont confirmé, dans les 24 heures.',
      ],
      action: {
        label: 'Confirmer l’adresse',
        page: 'confirm-email',
        token,
        command: `larder account confirm-email ${token}`,
      },
      notes: ['Si ce n’était pas vous, ne faites rien.'],
    }),
  },
})

/** Its owner has an account already, and does not want this one. */
async function isTaken({ database }: Services, email: string): Promise<boolean> {
  return (await findAccountByEmailKey(database.reader, emailKey(email) ?? '')) !== undefined
}

/** To the address that an account no longer has. */
export const emailChangedMail = defineMail({
  name: 'address changed',
  values: z.object({ newEmail: z.string() }),
  write: {
    en: ({ newEmail }) => ({
      subject: 'Your e-mail address was changed',
      paragraphs: [
        `Your account at Larder has the address ${newEmail} now, as both addresses confirmed. Nothing more is sent to this one.`,
      ],
    }),
    fr: ({ newEmail }) => ({
      subject: 'Votre adresse e-mail a été changée',
      paragraphs: [
        `Votre compte Larder a maintenant l’adresse ${newEmail}, comme les deux adresses l’ont confirmé. Plus rien ne sera envoyé à celle-ci.`,
      ],
    }),
  },
})

export const emailMails = [
  verificationMail,
  changeFromMail,
  changeToMail,
  emailChangedMail,
] as const

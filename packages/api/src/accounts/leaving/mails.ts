import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { defineMail } from '../../mail/define-mail.ts'

const day = (instant: string): string => instant.slice(0, 10)

/** Tells its owner, and whoever else may have done it, that an account is about to go. */
export const accountLeavingMail = defineMail({
  name: 'account-leaving',
  values: z.object({ leavesAt: Instant }),
  write: {
    en: ({ leavesAt }) => ({
      subject: 'Your account will be deleted',
      paragraphs: [
        `Your account was deleted. On ${day(leavesAt)} (UTC) it is gone, with everything that is only yours.`,
        'Until then you can keep it: log in and say so, for example with: larder login --keep-account',
        'If it was not you, keep it that way and change your password at once.',
      ],
    }),
    fr: ({ leavesAt }) => ({
      subject: 'Votre compte va être supprimé',
      paragraphs: [
        `Votre compte a été supprimé. Le ${day(leavesAt)} (UTC), il disparaîtra avec tout ce qui n’est qu’à vous.`,
        'D’ici là, vous pouvez le garder : connectez-vous en le demandant, par exemple avec : larder login --keep-account',
        'Si ce n’était pas vous, gardez-le ainsi et changez aussitôt de mot de passe.',
      ],
    }),
  },
})

/** Tells its owner that an account that was about to go stays. */
export const accountKeptMail = defineMail({
  name: 'account-kept',
  values: z.object({}),
  write: {
    en: () => ({
      subject: 'Your account is kept',
      paragraphs: [
        'Somebody logged in with your password and chose to keep your account. Nothing is deleted.',
        'If it was not you, change your password at once.',
      ],
    }),
    fr: () => ({
      subject: 'Votre compte est gardé',
      paragraphs: [
        'Quelqu’un s’est connecté avec votre mot de passe et a choisi de garder votre compte. Rien n’est supprimé.',
        'Si ce n’était pas vous, changez aussitôt de mot de passe.',
      ],
    }),
  },
})

export const leavingMails = [accountLeavingMail, accountKeptMail] as const

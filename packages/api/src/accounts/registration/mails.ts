import { z } from 'zod'
import { defineMail } from '../../mail/define-mail.ts'
import { registrationToMail } from './queries.ts'

/** To a new address: open the link, and there is an account. */
export const registrationMail = defineMail({
  name: 'confirm registration',
  values: z.object({ registrationId: z.int() }),
  complete: registrationToMail,
  write: {
    en: ({ name, token }) => ({
      subject: 'Confirm your e-mail address',
      paragraphs: [
        `Hello ${name},`,
        'somebody, probably you, wants an account at Larder with this address. Confirm it within 24 hours, then log in with the password that was chosen.',
      ],
      action: {
        label: 'Confirm the address',
        page: 'confirm-registration',
        token,
        command: `larder account confirm-registration ${token}`,
      },
      notes: ['If it was not you, do nothing: there will be no account.'],
    }),
    fr: ({ name, token }) => ({
      subject: 'Confirmez votre adresse e-mail',
      paragraphs: [
        `Bonjour ${name},`,
        'quelqu’un, sans doute vous, souhaite créer un compte Larder avec cette adresse. Confirmez-la dans les 24 heures, puis connectez-vous avec le mot de passe choisi.',
      ],
      action: {
        label: 'Confirmer l’adresse',
        page: 'confirm-registration',
        token,
        command: `larder account confirm-registration ${token}`,
      },
      notes: ['Si ce n’était pas vous, ne faites rien : aucun compte ne sera créé.'],
    }),
  },
})

/** To an address that has an account already. */
export const addressTakenMail = defineMail({
  name: 'address taken',
  values: z.object({}),
  write: {
    en: () => ({
      subject: 'You already have an account',
      paragraphs: [
        'Somebody, perhaps you, wanted to create an account at Larder with this address. There is one already, and nothing about it was changed.',
        'Log in with it. Should you have forgotten the password, ask for a new one.',
      ],
      notes: ['If it was not you, do nothing.'],
    }),
    fr: () => ({
      subject: 'Vous avez déjà un compte',
      paragraphs: [
        'Quelqu’un, peut-être vous, a voulu créer un compte Larder avec cette adresse. Il y en a déjà un, et rien n’y a été changé.',
        'Connectez-vous avec ce compte. Si vous avez oublié le mot de passe, demandez-en un nouveau.',
      ],
      notes: ['Si ce n’était pas vous, ne faites rien.'],
    }),
  },
})

export const registrationMails = [registrationMail, addressTakenMail] as const

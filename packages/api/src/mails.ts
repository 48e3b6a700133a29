import { emailMails } from './accounts/email/mails.ts'
import { forgottenPasswordMails } from './accounts/forgotten-password/mails.ts'
import { leavingMails } from './accounts/leaving/mails.ts'
import { newLogInMail } from './accounts/notices/mails.ts'
import { registrationMails } from './accounts/registration/mails.ts'
import type { Mail } from './mail/define-mail.ts'
import { notificationMail } from './notifications/mails.ts'
import { invitationMail } from './organisations/invitations/mails.ts'

/** Every kind of mail that Larder sends. */
const everyMail: readonly Omit<Mail, 'keep'>[] = [
  ...registrationMails,
  ...emailMails,
  ...forgottenPasswordMails,
  ...leavingMails,
  newLogInMail,
  invitationMail,
  notificationMail,
]

/** The same, by name. */
export const mails: ReadonlyMap<string, Omit<Mail, 'keep'>> = new Map(
  everyMail.map((mail) => [mail.name, mail]),
)

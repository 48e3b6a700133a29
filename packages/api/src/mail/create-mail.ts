import type { MailService } from './mail-service.ts'
import { outboxMail } from './outbox/outbox-mail.ts'
import type { SmtpServer } from './smtp.ts'
import { smtpMail } from './smtp.ts'

export interface MailOptions {
  /** undefined: messages are written to the outbox. */
  smtp: SmtpServer | undefined
  outbox: string
  from: MailService['from']
  frontUrl: string | undefined
}

/** The way mail leaves a server with this configuration. Nothing is opened before the first mail. */
export function createMail({ smtp, outbox, from, frontUrl }: MailOptions): MailService {
  return smtp ? smtpMail(smtp, from, frontUrl) : outboxMail(outbox, from, frontUrl)
}

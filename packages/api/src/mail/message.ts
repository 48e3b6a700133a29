import { hash } from 'node:crypto'
import { htmlPage } from './html.ts'
import type { Letter } from './letter.ts'
import type { MailService } from './mail-service.ts'
import { plainText } from './plain-text.ts'
import type { Recipient } from './plan-mail.ts'

/** A mail that is ready to be sent. */
export interface Message {
  /** The same at every attempt, so that whoever gets it twice can tell. */
  id: string
  /** What it was planned for, such as `account-5`. */
  subject: string
  at: Date
  mail: {
    from: { name: string; address: string }
    to: { name: string; address: string }
    subject: string
    date: Date
    messageId: string
    text: string
    html: string
    headers: Record<string, string>
    envelope: { from: string; to: string[] }
    disableFileAccess: true
    disableUrlAccess: true
  }
}

/** Makes the message that a letter is sent as. */
export function messageOf(
  letter: Letter,
  {
    to,
    planned,
    at,
    service,
  }: {
    to: Recipient
    planned: { dedupeKey: string; subject: string }
    at: Date
    service: Pick<MailService, 'from' | 'frontUrl'>
  },
): Message {
  const { from, frontUrl } = service
  const id = hash('sha256', planned.dedupeKey).slice(0, 24)
  const shown = { language: to.language, frontUrl }
  const subject = oneLine(letter.subject)
  return {
    id,
    subject: planned.subject,
    at,
    mail: {
      from,
      to: { name: '', address: to.email },
      subject,
      date: at,
      messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
      text: plainText(letter, shown),
      html: htmlPage({ ...letter, subject }, shown),
      headers: {
        // Keeps out-of-office programs from answering, and mailing lists from taking it on.
        'Auto-Submitted': 'auto-generated',
        'Content-Language': to.language,
      },
      envelope: { from: from.address, to: [to.email] },
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  }
}

/** Names that people chose stand in subjects: a line break there would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

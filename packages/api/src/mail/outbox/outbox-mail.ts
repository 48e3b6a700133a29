import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MailService } from '../mail-service.ts'
import { outboxFiles, removeFile } from './files.ts'
import { nameOf, timeIn } from './names.ts'
import { writeWhole } from './write-whole.ts'

/** How long a message is there to be read. */
const KEPT_DAYS = 30

/** Writes messages into files of a directory, where nobody mails yet. */
export function outboxMail(
  directory: string,
  from: MailService['from'],
  frontUrl: string | undefined,
): MailService {
  return {
    way: 'outbox',
    frontUrl,
    from,
    async deliver({ mail, ...message }) {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
      const { message: bytes } = await transport.sendMail(mail)
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const known = (await outboxFiles(directory)).find((name) =>
        name.endsWith(`-${message.id}.eml`),
      )
      const name = known ?? nameOf(message)
      // An earlier attempt wrote it, and ended before it could say so.
      if (known === undefined) await writeWhole(join(directory, name), bytes as Buffer)
      return `Written to outbox/${name}.`
    },
    async forget(subject) {
      const marked = (await outboxFiles(directory)).filter((name) => name.includes(`-${subject}-`))
      for (const name of marked) await removeFile(join(directory, name))
    },
    async forgetOld(now, signal) {
      const before = now.getTime() - KEPT_DAYS * 86_400_000
      for (const name of await outboxFiles(directory)) {
        if (signal.aborted) return
        if ((timeIn(name)?.getTime() ?? before) < before) await removeFile(join(directory, name))
      }
    },
  }
}

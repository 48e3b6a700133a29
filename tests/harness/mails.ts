import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { expect, vi } from 'vitest'

/** A mail as its recipient's program reads it. */
export interface ReadMail {
  to: string
  from: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  /** The command that it shows; undefined when it shows none. */
  command: string | undefined
  /** What that command takes, such as the token of a link. */
  token: string
}

/** Reads a message as it came over the wire or lies in a file. */
export async function readMail(source: Buffer | string): Promise<ReadMail> {
  const parsed = await PostalMime.parse(source)
  const text = parsed.text ?? ''
  const command = /^ {2}(larder .+)$/m.exec(text)?.[1]
  return {
    to: (parsed.to ?? []).map(({ address }) => address).join(', '),
    from: parsed.from?.address ?? '',
    subject: parsed.subject ?? '',
    text,
    html: parsed.html ?? '',
    headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value])),
    command,
    token: command?.split(' ').at(-1) ?? '',
  }
}

/** The mails in the outbox below a data directory, oldest first. */
export async function mailsIn(dataDirectory: string): Promise<ReadMail[]> {
  const outbox = join(dataDirectory, 'outbox')
  const names = filesIn(outbox).filter((name) => name.endsWith('.eml'))
  return Promise.all(names.sort().map((name) => readMail(readFileSync(join(outbox, name)))))
}

/** The newest mail to an address, once there are `count` of them. */
export async function mailTo(dataDirectory: string, email: string, count = 1): Promise<ReadMail> {
  const mails = async () => (await mailsIn(dataDirectory)).filter(({ to }) => to === email)
  await vi.waitFor(async () => expect(await mails()).toHaveLength(count), { timeout: 10_000 })
  return (await mails())[count - 1] as ReadMail
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

import { join } from 'node:path'
import type { MailOptions } from '@larder/api'
import { z } from 'zod'
import { parseSmtpUrl } from './smtp-url.ts'

/** The settings of mail. */
export const mailEnvironment = {
  LARDER_SMTP_URL: z.string().superRefine(refuseBadUrl).optional(),
  LARDER_MAIL_FROM: z
    .string()
    .refine(
      (text) => parseSender(text) !== undefined,
      'must be an address, or a name with one, such as Larder <larder@example.org>',
    )
    .transform(parseSender)
    .optional(),
  LARDER_FRONT_URL: z
    .string()
    .refine(
      (text) => parseFrontUrl(text) !== undefined,
      'Write it like https://larder.example.org, without ? and #.',
    )
    .transform(parseFrontUrl)
    .optional(),
}

type Given = Readonly<Record<string, string | undefined>>

/** What is wrong with how the settings of mail go together. */
export function mailProblems({ LARDER_SMTP_URL: url, LARDER_MAIL_FROM: from }: Given): string[] {
  if (url === undefined || from !== undefined) return []
  return ['LARDER_MAIL_FROM is missing: say whom the mail is from that LARDER_SMTP_URL sends.']
}

/** How mail leaves, by settings that are all right. */
export function mailOptions(
  data: z.output<z.ZodObject<typeof mailEnvironment>>,
  dataDirectory: string,
): MailOptions {
  const { LARDER_SMTP_URL: url, LARDER_MAIL_FROM: from, LARDER_FRONT_URL: frontUrl } = data
  return {
    smtp: url === undefined ? undefined : parseSmtpUrl(url),
    outbox: join(dataDirectory, 'outbox'),
    from: from ?? { name: 'Larder', address: 'larder@localhost' },
    frontUrl,
  }
}

function refuseBadUrl(url: string, check: z.RefinementCtx<string>): void {
  try {
    parseSmtpUrl(url)
  } catch (error) {
    check.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is wrong' })
  }
}

/** A sender as people write one: `larder@example.org` or `Larder <larder@example.org>`. */
function parseSender(text: string): MailOptions['from'] | undefined {
  const [, name = '', inBrackets, bare] =
    /^(?:([^<>"\p{Cc}]*?)\s*<([^<>\s]+)>|([^<>\s]+))$/u.exec(text.trim()) ?? []
  const address = inBrackets ?? bare ?? ''
  return /^[^\s@"(),:;<>[\\\]]{1,64}@[a-z\d.-]{1,253}$/i.test(address) && name.length <= 80
    ? { name: name || 'Larder', address }
    : undefined
}

/** A front end's address without the slash at its end; undefined when it is none. */
function parseFrontUrl(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:\/\//.test(text)) return undefined
  const { origin, pathname, search, hash, username, password } = new URL(text)
  if (search + hash + username + password !== '') return undefined
  return origin + pathname.replace(/\/+$/, '')
}

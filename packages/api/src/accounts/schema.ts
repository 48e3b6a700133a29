import { z } from 'zod'
import { scopes } from '../access/scopes.ts'
import { Instant } from '../calendar/instant.ts'
import { canonicalTimeZone } from '../calendar/time-zone.ts'
import { Language } from '../text/language.ts'
import { NoControlCharacters } from '../text/plain.ts'
import { emailKey } from './email-key.ts'
import { accountRoles } from './roles.ts'

export const TimeZone = z
  .string()
  .max(64)
  .refine((name) => canonicalTimeZone(name) !== null, {
    error: 'is not an IANA time zone such as "Europe/Paris"',
    abort: true,
  })
  .transform((name) => canonicalTimeZone(name) ?? name)
  .describe('IANA time zone; it decides what "today" is')

export const Email = z
  .string()
  .trim()
  .max(254)
  .refine((email) => emailKey(email) !== null, 'is not an e-mail address')
  .describe('E-mail address; case and compatibility forms make no difference')

/** A password is taken exactly as typed: no trimming, no composition rules (ASVS 6.2). */
export const NewPassword = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(128, 'must have at most 128 characters')
  .describe('Taken exactly as typed; not one of the most used passwords')

export const Password = z.string().min(1).max(128).describe('The password of the account')

export const DisplayName = NoControlCharacters.trim().min(1).max(80).describe('How others see you')

export const InvitationToken = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('The token of an invitation, where the server asks for one')

export const AccountRole = z.enum(accountRoles).describe('On the whole server')

export const Account = z.object({
  id: z.int(),
  email: z.string(),
  emailVerified: z.boolean().describe('Whether its owner proved to read mail there'),
  username: z.string().nullable().describe('null: there is no public profile'),
  displayName: z.string(),
  language: Language,
  timeZone: z.string(),
  role: AccountRole,
  createdAt: Instant,
})
export type Account = z.infer<typeof Account>

export const Session = z.object({
  session: z.string().describe('Send it as "Authorization: Bearer ..."; shown only now'),
  expiresAt: Instant.describe('Slides forward while the session is used'),
  account: Account,
})

export const Scope = z.enum(scopes)

export const AccessToken = z.object({
  id: z.int(),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: Instant,
  expiresAt: Instant.nullable().describe('null: does not expire'),
})
export type AccessToken = z.infer<typeof AccessToken>

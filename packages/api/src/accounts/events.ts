import { z } from 'zod'
import { defineEvent } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'

// Events never carry secrets, and no personal data that erasing an account could not reach: an
// account is named by its id.

export const AccountRegistered = defineEvent(
  'AccountRegistered',
  1,
  z.object({ householdId: z.int(), isAdmin: z.boolean() }),
)
export const LoggedIn = defineEvent('LoggedIn', 1, z.object({}))
/**
 * Somebody gave a wrong password, or an address that nobody has. Not which address and password: a
 * typing error often is another one's, or the password itself.
 */
export const LogInFailed = defineEvent('LogInFailed', 1, z.object({}))
export const LoggedOut = defineEvent('LoggedOut', 1, z.object({}))
export const LoggedOutEverywhere = defineEvent('LoggedOutEverywhere', 1, z.object({}))
export const PasswordChanged = defineEvent('PasswordChanged', 1, z.object({}))
export const AccessTokenCreated = defineEvent(
  'AccessTokenCreated',
  1,
  z.object({ tokenId: z.int(), scopes: z.array(z.string()), expiresAt: z.string().nullable() }),
)
export const AccessTokenRevoked = defineEvent(
  'AccessTokenRevoked',
  1,
  z.object({ tokenId: z.int() }),
)

export const accountEvents = [
  AccountRegistered,
  LoggedIn,
  LogInFailed,
  LoggedOut,
  LoggedOutEverywhere,
  PasswordChanged,
  AccessTokenCreated,
  AccessTokenRevoked,
] as const

/** The stream of everything that happens to an account. Only its owner sees it. */
export function accountStream(accountId: number): Stream {
  return { name: `account-${accountId}`, audience: `account-${accountId}` }
}

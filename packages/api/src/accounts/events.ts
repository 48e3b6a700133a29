import { z } from 'zod'
import { defineEvent } from '../event-log/define.ts'

// Events never carry secrets, and no personal data that erasing an account could not reach: an
// account is named by its id.

export const AccountRegistered = defineEvent(
  'AccountRegistered',
  1,
  z.object({ householdId: z.int(), isAdmin: z.boolean() }),
)
export const LoggedIn = defineEvent('LoggedIn', 1, z.object({}))
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

/** The stream of everything that happens to an account. */
export function accountStream(accountId: number): string {
  return `account-${accountId}`
}

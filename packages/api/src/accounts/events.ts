import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
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
/** There had been too many wrong passwords, so this one was not looked at. */
export const LogInBlocked = defineEvent('LogInBlocked', 1, z.object({}))
export const LoggedOut = defineEvent('LoggedOut', 1, z.object({}))
export const LoggedOutEverywhere = defineEvent('LoggedOutEverywhere', 1, z.object({}))
/** One of the account's sessions was ended from the list of them. */
export const SessionRevoked = defineEvent(
  'SessionRevoked',
  1,
  z.object({ wasCurrent: z.boolean() }),
)
export const PasswordChanged = defineEvent('PasswordChanged', 1, z.object({}))
export const PasswordResetRequested = defineEvent('PasswordResetRequested', 1, z.object({}))
export const PasswordReset = defineEvent('PasswordReset', 1, z.object({ tokensRevoked: z.int() }))
export const EmailVerificationSent = defineEvent('EmailVerificationSent', 1, z.object({}))
export const EmailVerified = defineEvent('EmailVerified', 1, z.object({}))
export const EmailChangeRequested = defineEvent('EmailChangeRequested', 1, z.object({}))
export const EmailChangeConfirmed = defineEvent(
  'EmailChangeConfirmed',
  1,
  z.object({ side: z.enum(['present address', 'new address']) }),
)
/** Not into which: an address that its owner takes back is not to be found in the log. */
export const EmailChanged = defineEvent('EmailChanged', 1, z.object({}))
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

export const LogInNoticesSwitched = defineEvent(
  'LogInNoticesSwitched',
  1,
  z.object({ isOn: z.boolean() }),
)
export const TwoFactorBegun = defineEvent('TwoFactorBegun', 1, z.object({}))
export const TwoFactorSwitchedOn = defineEvent('TwoFactorSwitchedOn', 1, z.object({}))
export const TwoFactorSwitchedOff = defineEvent('TwoFactorSwitchedOff', 1, z.object({}))
export const RecoveryCodesReplaced = defineEvent('RecoveryCodesReplaced', 1, z.object({}))

/** An administrator invited somebody to the server. */
export const ServerInvitationCreated = defineEvent(
  'ServerInvitationCreated',
  1,
  z.object({ invitationId: z.int(), isForOneAddress: z.boolean(), expiresAt: Instant }),
)
export const ServerInvitationRevoked = defineEvent(
  'ServerInvitationRevoked',
  1,
  z.object({ invitationId: z.int() }),
)
export const ServerInvitationUsed = defineEvent(
  'ServerInvitationUsed',
  1,
  z.object({ invitationId: z.int() }),
)

export const accountEvents = [
  AccountRegistered,
  LoggedIn,
  LogInFailed,
  LogInBlocked,
  LoggedOut,
  LoggedOutEverywhere,
  SessionRevoked,
  PasswordChanged,
  PasswordResetRequested,
  PasswordReset,
  EmailVerificationSent,
  EmailVerified,
  EmailChangeRequested,
  EmailChangeConfirmed,
  EmailChanged,
  AccessTokenCreated,
  AccessTokenRevoked,
  LogInNoticesSwitched,
  TwoFactorBegun,
  TwoFactorSwitchedOn,
  TwoFactorSwitchedOff,
  RecoveryCodesReplaced,
  ServerInvitationCreated,
  ServerInvitationRevoked,
  ServerInvitationUsed,
] as const

/** The stream of everything that happens to an account. Only its owner sees it. */
export function accountStream(accountId: number): Stream {
  return { name: `account-${accountId}`, audience: `account-${accountId}` }
}

/** The stream of an invitation to the server. */
export function serverInvitationStream(invitationId: number): Stream {
  return { name: `server-invitation-${invitationId}`, audience: 'administrators' }
}

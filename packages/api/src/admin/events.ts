import { z } from 'zod'
import { accountRoles } from '../accounts/roles.ts'
import { defineEvent, ERASED } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'

// They are recorded in the stream of the account that they happen to: its owner sees them.

export const AccountDisabled = defineEvent('AccountDisabled', 1, z.object({}))
/** Beside `AccountDisabled`, for administrators only. */
export const DisablingReasonGiven = defineEvent(
  'DisablingReasonGiven',
  1,
  z.object({ accountId: z.int(), reason: z.string() }),
  { erase: (payload) => ({ ...payload, reason: ERASED }) },
)
export const AccountEnabled = defineEvent('AccountEnabled', 1, z.object({}))
export const AccountRoleChanged = defineEvent(
  'AccountRoleChanged',
  1,
  z.object({ from: z.enum(accountRoles), to: z.enum(accountRoles) }),
)

export const adminEvents = [
  AccountDisabled,
  DisablingReasonGiven,
  AccountEnabled,
  AccountRoleChanged,
] as const

/** What administrators note about an account, in its stream and out of its owner's sight. */
export function notesOn(accountId: number): Stream {
  return { name: `account-${accountId}`, audience: 'administrators' }
}

import type { Writer } from '@larder/db'
import { holdAdministrators } from '../accounts/administrators.ts'
import { emailKey } from '../accounts/email-key.ts'
import { accountStream, PasswordChanged, TwoFactorSwitchedOff } from '../accounts/events.ts'
import { putPassword } from '../accounts/put-password.ts'
import type { AccountRow } from '../accounts/queries.ts'
import { findAccountByEmailKey, getAccount, holdAccount } from '../accounts/queries.ts'
import type { AccountRole } from '../accounts/roles.ts'
import { endAllSessions } from '../accounts/sessions.ts'
import { endTwoFactor, findTwoFactor } from '../accounts/two-factor/queries.ts'
import { DomainError } from '../errors/map.ts'
import type { RecordEvent } from '../event-log/record.ts'
import { changeRole } from './accounts/change-role.ts'

// What an operator changes at the server itself, when nobody can do so by logging in.

interface Console {
  db: Writer
  record: RecordEvent
}

/** Gives the account of an address another role. Throws NOT_FOUND and LAST_ADMINISTRATOR. */
export async function changeRoleOf(
  ctx: Console,
  email: string,
  role: AccountRole,
): Promise<{ id: number; email: string }> {
  const administrators = await holdAdministrators(ctx.db)
  const account = await holdAccountOf(ctx.db, email)
  await changeRole(ctx, { account, administrators }, role)
  return { id: account.id, email: account.email }
}

/** Gives the account of an address another password, and ends its sessions. Throws NOT_FOUND. */
export async function resetPasswordOf(
  { db, record }: Console,
  email: string,
  passwordHash: string,
): Promise<{ id: number; email: string }> {
  const { id, email: address } = await holdAccountOf(db, email)
  await putPassword(db, id, passwordHash)
  await record(accountStream(id), PasswordChanged({}))
  return { id, email: address }
}

/**
 * Switches two-factor log-in off for whoever lost both the authenticator and the recovery codes, and
 * ends their sessions. Throws NOT_FOUND and TWO_FACTOR_OFF.
 */
export async function endTwoFactorOf(
  { db, record }: Console,
  email: string,
): Promise<{ id: number; email: string }> {
  const { id, email: address } = await holdAccountOf(db, email)
  if (!(await findTwoFactor(db, id))?.confirmed_at) throw new DomainError('TWO_FACTOR_OFF', {})
  await endTwoFactor(db, id)
  await endAllSessions(db, id)
  await record(accountStream(id), TwoFactorSwitchedOff({}))
  return { id, email: address }
}

async function holdAccountOf(db: Writer, email: string): Promise<AccountRow> {
  const account = await findAccountByEmailKey(db, emailKey(email) ?? '')
  if (!account) throw new DomainError('NOT_FOUND', { what: 'account', id: email })
  await holdAccount(db, account.id)
  return getAccount(db, account.id)
}

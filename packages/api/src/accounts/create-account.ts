import type { Writer } from '@larder/db'
import { isDuplicate } from '@larder/db'
import { DomainError } from '../errors/map.ts'
import { createHousehold } from '../organisations/queries.ts'
import { emailKey } from './email-key.ts'
import { namedAs } from './queries.ts'
import type { AccountRole } from './roles.ts'

export interface NewAccount {
  email: string
  passwordHash: string
  displayName: string
  language: string
  timeZone: string
  role: AccountRole
}

/** Creates an account with its personal household. Throws EMAIL_TAKEN. */
export async function createAccount(
  db: Writer,
  account: NewAccount,
  now: Date,
): Promise<{ accountId: number; householdId: number }> {
  const accountId = await insertAccount(db, account, now)
  const householdId = await createHousehold(db, {
    name: account.displayName,
    timeZone: account.timeZone,
    ownerId: accountId,
    now,
  })
  return { accountId, householdId }
}

async function insertAccount(db: Writer, account: NewAccount, now: Date): Promise<number> {
  try {
    const { insertId } = await db
      .insertInto('accounts')
      .values({
        email: account.email,
        email_key: emailKey(account.email) ?? account.email,
        password_hash: account.passwordHash,
        ...namedAs(account.displayName),
        language: account.language,
        time_zone: account.timeZone,
        role: account.role,
        created_at: now.toISOString(),
      })
      .executeTakeFirstOrThrow()
    return Number(insertId)
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('EMAIL_TAKEN', { email: account.email })
    throw error
  }
}

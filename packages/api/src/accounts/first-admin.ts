import { hash, randomBytes } from 'node:crypto'
import type { Database, Writer } from '@larder/db'
import { DomainError } from '../errors/map.ts'

/**
 * A one-time code with which the first administrator registers, or null when there is one already.
 * Only its hash is kept. Every server that starts prints its own; all of them lapse once one is used.
 */
export async function issueFirstAdminCode(database: Database, now: Date): Promise<string | null> {
  return database.transaction(async (db) => {
    if (await hasAdmin(db)) return null
    const code = randomBytes(9).toString('base64url')
    await db
      .insertInto('first_admin_codes')
      .values({ code_hash: hash('sha256', code), created_at: now.toISOString() })
      .execute()
    return code
  })
}

/** Spends a code in the transaction that registers the administrator. Throws when it is not valid. */
export async function spendFirstAdminCode(db: Writer, code: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('first_admin_codes')
    .where('code_hash', '=', hash('sha256', code))
    .executeTakeFirstOrThrow()
  if (numDeletedRows !== 1n || (await hasAdmin(db))) {
    throw new DomainError('FIRST_ADMIN_CODE_WRONG', {})
  }
  await db.deleteFrom('first_admin_codes').execute()
}

async function hasAdmin(db: Writer): Promise<boolean> {
  const admin = await db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst()
  return admin !== undefined
}

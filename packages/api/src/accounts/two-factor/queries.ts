import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'

export type TwoFactor = Selectable<Tables['two_factor']>

/** What an account has set up, confirmed or not. */
export function findTwoFactor(db: Reader, accountId: number): Promise<TwoFactor | undefined> {
  return db
    .selectFrom('two_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Begins to set up, in place of what was begun before. The account must be held. */
export async function beginTwoFactor(
  db: Writer,
  { accountId, salt, now }: { accountId: number; salt: string; now: Date },
): Promise<void> {
  await endTwoFactor(db, accountId)
  const begun = { salt, created_at: now.toISOString(), confirmed_at: null, last_step: 0 }
  await db
    .insertInto('two_factor')
    .values({ account_id: accountId, ...begun })
    .execute()
}

/** Uses a period up. Says whether none of its codes, nor of any later one, was used before. */
export async function spendStep(db: Writer, accountId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('two_factor')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Uses a recovery code up. Says whether it was one. */
export async function spendRecoveryCode(
  db: Writer,
  accountId: number,
  codeHash: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** Puts new recovery codes in place of those that are left. */
export async function replaceRecoveryCodes(
  db: Writer,
  accountId: number,
  hashes: string[],
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute()
  const rows = hashes.map((code_hash) => ({ account_id: accountId, code_hash }))
  await db.insertInto('recovery_codes').values(rows).execute()
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Reader, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Asks for no code any more, and forgets everything about it. */
export async function endTwoFactor(db: Writer, accountId: number): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute()
  await db.deleteFrom('two_factor').where('account_id', '=', accountId).execute()
}

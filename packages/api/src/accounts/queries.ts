import type { Reader, Tables, Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { Selectable } from 'kysely'
import { DomainError } from '../errors/map.ts'
import { languageOr } from '../text/language.ts'
import type { Account } from './schema.ts'

type AccountRow = Selectable<Tables['accounts']>

/** The account that an e-mail key belongs to. */
export function findAccountByEmailKey(db: Reader, key: string): Promise<AccountRow | undefined> {
  return db.selectFrom('accounts').selectAll().where('email_key', '=', key).executeTakeFirst()
}

/** An account that is known to exist, because somebody is signed in with it. */
export async function getAccount(db: Reader, id: number): Promise<AccountRow> {
  const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('SIGN_IN_REQUIRED', {})
  return row
}

/** Holds an account so that its commands follow one another. */
export async function lockAccount(db: Writer, id: number): Promise<void> {
  await locked(db, db.selectFrom('accounts').select('id').where('id', '=', id)).execute()
}

/** Holds accounts, in the order of their ids, so that whoever holds several does not deadlock. */
export async function lockAccounts(db: Writer, ids: number[]): Promise<void> {
  const accounts = db.selectFrom('accounts').select('id').where('id', 'in', ids).orderBy('id')
  await locked(db, accounts).execute()
}

/** Holds an account. Says whether its password is still the one that was checked before. */
export async function lockWithPassword(
  db: Writer,
  account: { id: number; password_hash: string },
): Promise<boolean> {
  await lockAccount(db, account.id)
  return (await getAccount(db, account.id)).password_hash === account.password_hash
}

/** What its owner sees of an account. */
export function accountFrom(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    language: languageOr('en', row.language),
    timeZone: row.time_zone,
    isAdmin: row.is_admin === 1,
    createdAt: row.created_at,
  }
}

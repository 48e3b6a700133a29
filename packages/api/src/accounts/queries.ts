import type { Reader, Tables, Writer } from '@larder/db'
import { locked, prepared } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import type { Recipient } from '../mail/plan-mail.ts'
import { fold } from '../text/fold.ts'
import { languageOr } from '../text/language.ts'
import type { ActorRow } from './actor.ts'
import { actorColumns, actorFrom } from './actor.ts'
import type { Account } from './schema.ts'

export type AccountRow = Selectable<Tables['accounts']>

const LONGEST_NAME_KEY = 320

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

/** What an account may do at this moment, whoever asks on its behalf. */
export async function findActor(db: Reader, accountId: number): Promise<Actor | undefined> {
  return actorFrom(await findMemberships(db, { accountId }), null)
}

const findMemberships = prepared<{ accountId: number }, ActorRow>((db, param) =>
  db
    .selectFrom('accounts as account')
    .leftJoin('organisation_members as member', 'member.account_id', 'account.id')
    .leftJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
    .select(actorColumns)
    .where('account.id', '=', param('accountId')),
)

/** What several accounts may do at this moment, by their ids. */
export async function findActors(db: Reader, ids: number[]): Promise<Map<number, Actor>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('accounts as account')
    .leftJoin('organisation_members as member', 'member.account_id', 'account.id')
    .leftJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
    .select(actorColumns)
    .where('account.id', 'in', ids)
    .execute()
  const ofAccount = Map.groupBy(rows, ({ account_id }) => account_id)
  const actors = [...ofAccount.values()].flatMap((each) => actorFrom(each, null) ?? [])
  return new Map(actors.map((actor) => [actor.accountId, actor]))
}

/** Whom mail to several accounts goes to, by their ids. */
export async function findRecipients(db: Reader, ids: number[]): Promise<Map<number, Recipient>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, recipientOf(row)]))
}

/** Holds an account so that its commands follow one another. */
export async function holdAccount(db: Writer, id: number): Promise<void> {
  await locked(db, db.selectFrom('accounts').select('id').where('id', '=', id)).execute()
}

/** Holds accounts, in the order of their ids, so that whoever holds several does not deadlock. */
export async function holdAccounts(db: Writer, ids: number[]): Promise<void> {
  const accounts = db.selectFrom('accounts').select('id').where('id', 'in', ids).orderBy('id')
  await locked(db, accounts).execute()
}

/** Holds an account. Says whether its password is still the one that was checked before. */
export async function holdWithPassword(
  db: Writer,
  account: { id: number; password_hash: string },
): Promise<boolean> {
  await holdAccount(db, account.id)
  return (await getAccount(db, account.id)).password_hash === account.password_hash
}

/** The columns that a display name is kept in. */
export function namedAs(displayName: string): { display_name: string; name_key: string } {
  return { display_name: displayName, name_key: fold(displayName, LONGEST_NAME_KEY) }
}

/** Whom mail to an account goes to. */
export function recipientOf({ email, language }: AccountRow): Recipient {
  return { email, language: languageOr('en', language) }
}

/** What its owner sees of an account. */
export function accountFrom(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.email_verified_at !== null,
    username: row.username,
    displayName: row.display_name,
    language: languageOr('en', row.language),
    timeZone: row.time_zone,
    role: row.role,
    createdAt: row.created_at,
  }
}

export { standingOf } from './actor.ts'

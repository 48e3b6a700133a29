import { randomBytes } from 'node:crypto'
import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Services } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import type { Keys } from '../../keys/keys.ts'
import { idIn, isTokenOf, linkToken } from './token.ts'

export type AccountLink = Selectable<Tables['account_links']>
export type LinkPurpose = AccountLink['purpose']

const HOUR_MS = 3_600_000

const lifetimes: Record<LinkPurpose, number> = {
  // It opens the account to whoever has it.
  reset: HOUR_MS,
  verify: 24 * HOUR_MS,
  'change from': 24 * HOUR_MS,
  'change to': 24 * HOUR_MS,
}

/** Makes a link, in place of an older one of its purpose. The caller holds the account. */
export async function issueLink(
  db: Writer,
  link: { accountId: number; purpose: LinkPurpose; newEmail?: string },
  now: Date,
): Promise<number> {
  const { accountId, purpose, newEmail = null } = link
  await db
    .deleteFrom('account_links')
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose)
    .execute()
  const { insertId } = await db
    .insertInto('account_links')
    .values({
      account_id: accountId,
      purpose,
      salt: randomBytes(32).toString('hex'),
      new_email: newEmail,
      confirmed_at: null,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + lifetimes[purpose]).toISOString(),
    })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

/** The link that a token opens. Throws LINK_INVALID: it is wrong, over, used or replaced. */
export async function openLink(
  db: Reader,
  { keys, clock }: Pick<Services, 'keys' | 'clock'>,
  token: string,
  purposes: readonly LinkPurpose[],
): Promise<AccountLink> {
  const link = await liveLink(db, idIn(token), clock.now())
  if (link && purposes.includes(link.purpose) && isTokenOf(keys, token, link.purpose, link)) {
    return link
  }
  throw new DomainError('LINK_INVALID', {})
}

/** Uses a link up. Says whether it was still there: nobody else used it meanwhile. */
export async function spendLink(db: Writer, { id }: AccountLink): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('account_links')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** Ends every link of an account: they were made for an address or a password that is no more. */
export async function endLinks(db: Writer, accountId: number): Promise<void> {
  await db.deleteFrom('account_links').where('account_id', '=', accountId).execute()
}

/** For mails: the link with its token; null when it is over, or another one took its place. */
export async function linkToMail(
  { database, keys, clock }: Services,
  { linkId }: { linkId: number },
): Promise<{ token: string; newEmail: string } | null> {
  const link = await liveLink(database.reader, linkId, clock.now())
  if (!link) return null
  return { token: tokenOf(keys, link), newEmail: link.new_email ?? '' }
}

function tokenOf(keys: Keys, link: AccountLink): string {
  return linkToken(keys, link.purpose, link)
}

function liveLink(db: Reader, id: number | null, now: Date): Promise<AccountLink | undefined> {
  return db
    .selectFrom('account_links')
    .selectAll()
    .where('id', '=', id ?? 0)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
}

/**
 * Notes that one side of a change of address said yes. Answers whether that was both, or whether the
 * link is over: the caller holds the account.
 */
export async function confirmSide(
  db: Writer,
  link: AccountLink,
  now: Date,
): Promise<'over' | 'one side' | 'both sides'> {
  const { numUpdatedRows } = await db
    .updateTable('account_links')
    .set({ confirmed_at: now.toISOString() })
    .where('id', '=', link.id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return 'over'
  const other = await db
    .selectFrom('account_links')
    .select('confirmed_at')
    .where('account_id', '=', link.account_id)
    .where('purpose', '=', link.purpose === 'change from' ? 'change to' : 'change from')
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return other?.confirmed_at ? 'both sides' : 'one side'
}

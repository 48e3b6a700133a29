import type { Reader } from '@larder/db'
import { sql } from 'kysely'
import type { AccountRow } from '../../accounts/queries.ts'
import { countTokens } from '../../accounts/tokens/queries.ts'
import { DomainError } from '../../errors/map.ts'
import type { AccountDetails } from '../schema.ts'
import { administered } from './account-list.ts'

/** Any account. Throws NOT_FOUND. */
export async function findAccount(db: Reader, id: number): Promise<AccountRow> {
  const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', { what: 'account', id })
  return row
}

/** An account with what belongs to it. Why it is disabled is for administrators. Throws NOT_FOUND. */
export async function accountDetails(
  db: Reader,
  id: number,
  { now, forAdministrator }: { now: Date; forAdministrator: boolean },
): Promise<AccountDetails> {
  const account = await findAccount(db, id)
  const sessions = await db
    .selectFrom('sessions')
    .select(sql<number>`count(*)`.as('count'))
    .select((eb) => eb.fn.max('last_seen_at').as('seen'))
    .where('account_id', '=', id)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return {
    ...administered(account),
    disabledReason: forAdministrator ? account.disabled_reason : null,
    sessions: sessions?.count ?? 0,
    lastSeenAt: sessions?.seen ?? null,
    accessTokens: await countTokens(db, id),
    webhooks: await webhooks(db, id),
    organisations: await db
      .selectFrom('organisation_members as member')
      .innerJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
      .select(['organisation.id', 'organisation.kind', 'member.role'])
      .where('member.account_id', '=', id)
      .orderBy('organisation.id')
      .execute(),
  }
}

async function webhooks(db: Reader, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('webhooks')
    .select(sql<number>`count(*)`.as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

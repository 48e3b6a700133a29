import type { Reader } from '@larder/db'
import { sql } from 'kysely'
import type { Standing } from '../access/credential.ts'
import type { AccountRole } from '../accounts/roles.ts'

// What counting costs at 1,000,000 products: docs/decisions/0022-leaving.md.

interface AccountGroup {
  role: AccountRole
  standing: Standing
  accounts: number
  recent: number
}

/** How many accounts there are of each role and standing, and how many of them since then. */
export async function countAccounts(db: Reader, since: string): Promise<AccountGroup[]> {
  const standing = sql<Standing>`case when disabled_at is not null then 'disabled'
    when leaves_at is not null then 'leaving' else 'active' end`
  const rows = await db
    .selectFrom('accounts')
    .select(['role', standing.as('standing')])
    .select(sql<number>`count(*)`.as('accounts'))
    .select(sql<number>`sum(case when created_at >= ${since} then 1 else 0 end)`.as('recent'))
    .groupBy(['role', standing])
    .execute()
  return rows.map((row) => ({ ...row, recent: Number(row.recent) }))
}

/** How many rows a table has: both engines go through its smallest index. */
export async function countRows(db: Reader, table: 'freezers' | 'products'): Promise<number> {
  const { total } = await db
    .selectFrom(table)
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow()
  return total
}

export async function countLiveSessions(db: Reader, now: Date): Promise<number> {
  const { total } = await db
    .selectFrom('sessions')
    .select(sql<number>`count(*)`.as('total'))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  return total
}

/** Events are numbered without gaps, so nothing has to be counted. */
export async function lastPosition(db: Reader): Promise<number> {
  const last = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst()
  return last?.position ?? 0
}

import { hash } from 'node:crypto'
import type { Database } from '@larder/db'
import { sql } from 'kysely'

const ACCOUNTS = 50
const SESSION = `larder_ses_${'0'.repeat(40)}`

/** Fills the log: an event a second, of 50 accounts at as many addresses. */
export async function fillLog({ writer, engine }: Database, count: number): Promise<void> {
  for (let start = 0; start < count; start += 500) {
    const rows = Array.from({ length: Math.min(500, count - start) }, (_, n) => eventOf(start + n))
    await writer.insertInto('events').values(rows).execute()
  }
  if (engine === 'mysql') await sql`analyze table events`.execute(writer)
}

function eventOf(index: number) {
  const account = 1 + (index % ACCOUNTS)
  return {
    position: index + 1,
    stream: `account-${account}`,
    version: 1 + Math.floor(index / ACCOUNTS),
    subject: null,
    audience: `account-${account}`,
    type: index % 10_000 === 9_999 ? 'PasswordChanged' : 'LoggedIn',
    schema_version: 1,
    payload: '{}',
    recorded_at: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    account_id: account,
    token_id: null,
    request_id: `request-${index}`,
    address: `203.0.113.${account}`,
  }
}

/** The session of an administrator, who is made when there is none yet. */
export async function administrator({ writer }: Database): Promise<string> {
  const id_hash = hash('sha256', SESSION)
  const known = await writer.selectFrom('sessions').select('id_hash').executeTakeFirst()
  if (known) return SESSION
  const created_at = new Date().toISOString()
  const account = {
    email: 'root@example.org',
    email_key: 'root@example.org',
    role: 'admin' as const,
  }
  const name = { password_hash: '', display_name: 'root', language: 'en', time_zone: 'UTC' }
  const { insertId } = await writer
    .insertInto('accounts')
    .values({ ...account, ...name, created_at })
    .executeTakeFirstOrThrow()
  const expires_at = new Date(Date.now() + 86_400_000 * 30).toISOString()
  await writer
    .insertInto('sessions')
    .values({ id_hash, account_id: Number(insertId), created_at, expires_at })
    .execute()
  return SESSION
}

import type { Database } from '@larder/db'

/** Inserts an account from behind; answers its id. */
export async function accountOfAda({ writer }: Database): Promise<number> {
  const account = { email: 'ada@example.org', email_key: 'ada@example.org', password_hash: '' }
  const place = { language: 'en', time_zone: 'UTC', created_at: new Date().toISOString() }
  const { insertId } = await writer
    .insertInto('accounts')
    .values({ ...account, ...place, display_name: 'ada' })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

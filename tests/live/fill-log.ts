import type { Database } from '@larder/db'
import { sql } from 'kysely'

const AT_ONCE = 500

export interface FilledWith {
  count: number
  /** Whose events they are, for example `account-3`. */
  audience: string
  type?: string
  /** One for all, or a new one for each. */
  payload?: object | (() => object)
  stream?: string
  at?: Date
  /** Who did it; nobody if nothing is said. */
  accountId?: number
}

/** About 2 kB each, with the text that is made of it. */
export const largeEvent = {
  type: 'AccessTokenCreated',
  payload: { tokenId: 1, scopes: ['x'.repeat(1_000)], expiresAt: null },
}

/** Puts events into the log, as many as it takes hours to make by commands. */
export async function fillLog(database: Database, filling: FilledWith): Promise<void> {
  const { count, audience, type = 'LoggedIn', payload = {} } = filling
  const written = () => JSON.stringify(typeof payload === 'function' ? payload() : payload)
  const stream = filling.stream ?? `of-${audience}`
  const last = await database.reader
    .selectFrom('events')
    .select(sql<number | null>`max(position)`.as('position'))
    .executeTakeFirstOrThrow()
  const row = (index: number) => ({
    stream,
    version: index + 1,
    position: database.engine === 'sqlite' ? (last.position ?? 0) + index + 1 : null,
    ...{ audience, type, subject: null, schema_version: 1, payload: written() },
    recorded_at: (filling.at ?? new Date()).toISOString(),
    account_id: filling.accountId ?? null,
    ...{ token_id: null, request_id: 'filled-in', address: '127.0.0.1' },
  })
  await database.transaction(async (db) => {
    for (let begun = 0; begun < count; begun += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, count - begun) }, (_, n) =>
        row(begun + n),
      )
      await db.insertInto('events').values(rows).execute()
    }
  })
}

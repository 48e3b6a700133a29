import type { Database } from '@larder/db'
import { vi } from 'vitest'

/** What the log holds of a refusal. */
export interface Logged {
  type: string
  stream: string
  audience: string
  payload: Record<string, unknown>
  account_id: number | null
  token_id: number | null
  request_id: string
  address: string
}

/** Everything that was recorded under a request id, in order. */
export async function loggedUnder(database: Database, requestId: string): Promise<Logged[]> {
  const rows = await database.reader
    .selectFrom('events')
    .select(['type', 'stream', 'audience', 'payload', 'account_id', 'token_id'])
    .select(['request_id', 'address'])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as Logged['payload'] }))
}

/** As `loggedUnder`, once there are so many: refusals are recorded after their answer. */
export function soonLoggedUnder(
  database: Database,
  requestId: string,
  count = 1,
): Promise<Logged[]> {
  return vi.waitFor(
    async () => {
      const logged = await loggedUnder(database, requestId)
      if (logged.length !== count) throw new Error(`There are ${logged.length} of ${count} events.`)
      return logged
    },
    { timeout: 10_000 },
  )
}

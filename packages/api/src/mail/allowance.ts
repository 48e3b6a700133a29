import type { Reader } from '@larder/db'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const AT_ONCE = 3

/** Whether one more may be sent: the key to plan it under, or how long to wait. */
export type Allowance = { dedupeKey: string } | { retryAfterSeconds: number }

/**
 * How much mail one address gets for the asking: three a day as they are asked for, then one an
 * hour. What its owner asks for and does not get came already, within the last hour: a stranger who
 * asks for more of it keeps nobody from a link that works. What was planned is what is counted, in
 * `tasks`; of those that ask at the same moment one is planned.
 */
export async function mailAllowance(
  db: Reader,
  { kind, what }: { kind: string; what: string },
  now: Date,
): Promise<Allowance> {
  const planned = await db
    .selectFrom('tasks')
    .select('created_at')
    .where('kind', '=', kind)
    // A range and not LIKE, for which SQLite has no use of the index.
    .where('dedupe_key', '>', `${what} `)
    .where('dedupe_key', '<', `${what}!`)
    .where('created_at', '>', new Date(now.getTime() - DAY_MS).toISOString())
    .orderBy('created_at', 'desc')
    .limit(AT_ONCE)
    .execute()
  const latest = new Date(planned[0]?.created_at ?? 0).getTime()
  const waitMs = latest + HOUR_MS - now.getTime()
  if (planned.length === AT_ONCE && waitMs > 0) {
    return { retryAfterSeconds: Math.ceil(waitMs / 1_000) }
  }
  return { dedupeKey: `${what} ${planned.length}.${latest}` }
}

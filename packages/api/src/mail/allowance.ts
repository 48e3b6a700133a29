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
  const last = await db
    .selectFrom('tasks')
    .select('created_at')
    .where('kind', '=', kind)
    // A range and not LIKE, for which SQLite has no use of the index.
    .where('dedupe_key', '>', `${what} `)
    .where('dedupe_key', '<', `${what}!`)
    .orderBy('created_at', 'desc')
    .limit(AT_ONCE)
    .execute()
  const dayAgo = new Date(now.getTime() - DAY_MS).toISOString()
  const ofToday = last.filter(({ created_at }) => created_at > dayAgo).length
  const latest = new Date(last[0]?.created_at ?? 0).getTime()
  const waitMs = latest + HOUR_MS - now.getTime()
  if (ofToday === AT_ONCE && waitMs > 0) {
    return { retryAfterSeconds: Math.ceil(waitMs / 1_000) }
  }
  // With the time of the latest, however old: keys are remembered for longer than a day.
  return { dedupeKey: `${what} ${ofToday}.${latest}` }
}

import type { Writer } from '@larder/db'
import { deleteSome } from '@larder/db'
import { sql } from 'kysely'

/** How long a notification is there to be read. */
const KEPT_DAYS = 180

const AT_ONCE = 500

/** Removes some notifications of long ago; nobody is told of the same again. Answers how many. */
export function forgetOldNotifications(db: Writer, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString()
  return deleteSome(db, 'notifications', sql`created_at < ${before}`, AT_ONCE)
}

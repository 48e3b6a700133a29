import type { Writer } from '@larder/db'
import { endLinks } from './links/queries.ts'
import { endAllSessions } from './sessions.ts'

/**
 * Gives an account that is held another password, whoever asked for it, and ends what the old one had
 * opened: its sessions and its links.
 */
export async function putPassword(
  db: Writer,
  accountId: number,
  passwordHash: string,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ password_hash: passwordHash })
    .where('id', '=', accountId)
    .execute()
  await endAllSessions(db, accountId)
  await endLinks(db, accountId)
}

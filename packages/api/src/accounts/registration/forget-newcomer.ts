import type { Writer } from '@larder/db'
import { emailKey } from '../email-key.ts'

/**
 * Deletes the registrations and the invitations to the server that wait for an address, in whichever
 * way it is written: `key` is what `emailKey` folds it to.
 */
export async function forgetNewcomer(db: Writer, key: string): Promise<void> {
  // What was typed is kept as it was, for the mail. Both tables are short: what is in them ends soon.
  for (const table of ['registrations', 'registration_invitations'] as const) {
    const waiting = await db
      .selectFrom(table)
      .select(['id', 'email'])
      .where('email', 'is not', null)
      .execute()
    for (const { id, email } of waiting) {
      if (email !== null && (emailKey(email) ?? email) === key) {
        await db.deleteFrom(table).where('id', '=', id).execute()
      }
    }
  }
}

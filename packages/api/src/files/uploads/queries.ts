import type { Reader, Tables, Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { Selectable } from 'kysely'

export type UploadRow = Selectable<Tables['uploads']>

/** An upload that may still go on, whoever it belongs to. */
export function findUpload(db: Reader, id: string, now: Date): Promise<UploadRow | undefined> {
  return unexpired(db, now).where('id', '=', id).executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function holdUpload(db: Writer, id: string, now: Date): Promise<UploadRow | undefined> {
  return locked(db, unexpired(db, now).where('id', '=', id)).executeTakeFirst()
}

/** What an account has not finished yet, the oldest first. */
export function uploadsOf(db: Reader, accountId: number, now: Date): Promise<UploadRow[]> {
  return unexpired(db, now)
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

function unexpired(db: Reader, now: Date) {
  return db.selectFrom('uploads').selectAll().where('expires_at', '>', now.toISOString())
}

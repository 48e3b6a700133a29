import type { Writer } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import type { FileAction } from './policy.ts'
import { authorizeFile, missingFile } from './policy.ts'
import type { OwnedFile } from './queries.ts'
import { holdFile } from './queries.ts'

/** A file that the actor may do this to, held until the transaction ends. Throws NOT_FOUND and NOT_ALLOWED. */
export async function holdFileFor(
  { db, actor }: { db: Writer; actor: Actor },
  id: number,
  action: FileAction,
): Promise<OwnedFile> {
  const file = await holdFile(db, id)
  if (!file) throw missingFile(id)
  authorizeFile(actor, action, file)
  return file
}

import type { Writer } from '@larder/db'
import type { Actor } from '../../access/credential.ts'
import { DomainError } from '../../errors/map.ts'
import { missingFile } from '../policy.ts'
import type { OwnedFile } from '../queries.ts'
import { holdFile } from '../queries.ts'

/**
 * A file of the actor's own that was uploaded as an avatar, or else as a picture, held until the
 * transaction ends. Throws NOT_FOUND and NOT_A_PICTURE.
 */
export async function ownUploadedPicture(
  { db, actor }: { db: Writer; actor: Actor },
  fileId: number,
  kind: 'avatar' | 'picture' = 'avatar',
): Promise<OwnedFile> {
  const file = await holdFile(db, fileId)
  if (!file) throw missingFile(fileId)
  if (file.account_id !== actor.accountId)
    throw missingFile(fileId).withholding({ isForeign: true })
  if (file.kind !== kind) throw new DomainError('NOT_A_PICTURE', { fileId, kind })
  return file
}

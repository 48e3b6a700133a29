import type { Reader } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { areFellows } from '../organisations/queries.ts'
import { dependsOnFellows, mayRead, missingFile } from './policy.ts'
import type { OwnedFile } from './queries.ts'
import { findFile } from './queries.ts'

/** A file that somebody may read, or that everyone may. Throws NOT_FOUND. */
export async function readableFile(
  { db, actor }: { db: Reader; actor: Actor | null },
  id: number,
): Promise<OwnedFile> {
  const file = await findFile(db, id)
  if (!file) throw missingFile(id)
  if (await isReadable(db, actor, file)) return file
  throw missingFile(id).withholding({ isForeign: true })
}

/** Whether the policy lets somebody, or everyone, read a file. */
export async function isReadable(
  db: Reader,
  actor: Actor | null,
  file: OwnedFile,
): Promise<boolean> {
  const ownerId = file.account_id
  const isFellow =
    dependsOnFellows(file, actor) &&
    ownerId !== null &&
    (await areFellows(db, actor.accountId, ownerId))
  return mayRead(file, { actor, isFellow })
}

import { stat } from 'node:fs/promises'
import type { Actor } from '../../access/credential.ts'
import type { Storage } from '../../blobs/storage.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { incomingPath } from './incoming.ts'
import type { UploadRow } from './queries.ts'
import { findUpload } from './queries.ts'

/** An unfinished upload of the caller; undefined for a missing one and for somebody else's. */
export async function ownUpload(
  { database, clock, actor }: Pick<RequestContext, 'database' | 'clock'> & { actor: Actor },
  id: string,
): Promise<UploadRow | undefined> {
  const row = await findUpload(database.reader, id, clock.now())
  return row?.account_id === actor.accountId ? row : undefined
}

/** What is answered for an upload that is not there, and for somebody else's. */
export function missingUpload(id: string): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'upload', id: id.slice(0, 100) })
}

/** How many bytes of an upload lie on the local disk. */
export async function receivedBytes(storage: Storage, id: string): Promise<number> {
  const found = await stat(incomingPath(storage, id)).catch(() => undefined)
  return found?.size ?? 0
}

import { admit } from '../../access/admit.ts'
import type { RequestContext } from '../../context.ts'
import { followLink } from '../links/follow-link.ts'
import { isPublic, missingFile } from '../policy.ts'
import type { OwnedFile } from '../queries.ts'
import { findFile, requireRendition } from '../queries.ts'
import { isReadable } from '../readable-file.ts'
import type { ServedBytes } from './served-bytes.ts'
import { storedBytes } from './served-bytes.ts'

/** What reading bytes is called where it is refused, as a procedure would be. */
export const DOWNLOAD = 'files.download'

const needed = { audience: 'signed in', scope: 'files:read' } as const

/** Which bytes somebody asks for, and with what beside their credential. */
export interface AskedFile {
  id: number
  rendition: string | undefined
  link: string | undefined
}

/**
 * Looks up, at every request, what somebody may read. A public file needs no credential; for any other
 * one who is not signed in learns no more than that. Throws SIGN_IN_REQUIRED, CREDENTIAL_REFUSED,
 * SCOPE_MISSING, NOT_FOUND and LINK_REFUSED.
 */
export async function servedFile(
  ctx: RequestContext,
  asked: AskedFile,
): Promise<ServedBytes & { key: string }> {
  const [file, servedTo] = await admittedTo(ctx, asked)
  const { id, name, kind } = file
  const bytes =
    asked.rendition === undefined
      ? file
      : await requireRendition(ctx.database.reader, id, asked.rendition)
  return {
    name,
    fallbackName: `file-${id}`,
    ...storedBytes(bytes),
    shownAs: kind === 'file' ? null : 'picture',
    storedAt: new Date(file.created_at),
    servedTo,
  }
}

async function admittedTo(
  ctx: RequestContext,
  { id, rendition, link }: AskedFile,
): Promise<[OwnedFile, ServedBytes['servedTo']]> {
  const file = await findFile(ctx.database.reader, id)
  if (file && isPublic(file)) return [file, 'everyone']
  if (link !== undefined) return [await followLink(ctx, link, { id, rendition }), 'link']
  const { actor } = admit(ctx, needed)
  if (!file) throw missingFile(id)
  if (await isReadable(ctx.database.reader, actor, file)) return [file, 'reader']
  throw missingFile(id).withholding({ isForeign: true })
}

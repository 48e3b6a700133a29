import { findActor } from '../../accounts/queries.ts'
import { isTokenLive } from '../../accounts/tokens/queries.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { authorizeFile } from '../policy.ts'
import type { OwnedFile } from '../queries.ts'
import { findFile } from '../queries.ts'
import { requireNoVideo } from '../rules.ts'
import type { Link } from './link-token.ts'
import { readLinkToken } from './link-token.ts'

/**
 * The file that a link opens. Whoever made it must be able to make it again: it ends with the account,
 * the membership or the access token that it came from, and when a video gets the file. Throws LINK_REFUSED, whatever the reason.
 */
export async function followLink(
  ctx: Pick<RequestContext, 'database' | 'keys' | 'clock'>,
  token: string,
  { id, rendition }: { id: number; rendition: string | undefined },
): Promise<OwnedFile> {
  const now = ctx.clock.now()
  const wanted = { fileId: id, rendition: rendition ?? '', now }
  const link = readLinkToken(ctx.keys, token, wanted)
  const file = link && (await findFile(ctx.database.reader, id))
  if (!file || !(await isStillGood(ctx, link, file))) throw new DomainError('LINK_REFUSED', {})
  return file
}

async function isStillGood(
  { database: { reader }, clock }: Pick<RequestContext, 'database' | 'clock'>,
  { accountId, tokenId }: Link,
  file: OwnedFile,
): Promise<boolean> {
  const maker = await findActor(reader, accountId)
  if (maker?.standing !== 'active') return false
  if (tokenId !== null && !(await isTokenLive(reader, maker, tokenId, clock.now()))) return false
  try {
    authorizeFile(maker, 'link to a file', file)
    requireNoVideo(file)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

import type { Visitor } from '../access/visitor.ts'
import { visitorFrom } from '../access/visitor.ts'
import type { RequestContext } from '../context.ts'
import { maySeePlaylist, missingPlaylist } from './policy.ts'
import type { PlaylistRow } from './queries.ts'
import { findPlaylist } from './queries.ts'

/** A playlist that the caller may see, and who they are. Throws NOT_FOUND. */
export async function seenPlaylist(
  ctx: RequestContext,
  publicId: string,
): Promise<{ playlist: PlaylistRow; visitor: Visitor }> {
  const visitor = visitorFrom(ctx, 'videos:read')
  const playlist = await findPlaylist(ctx.database.reader, publicId)
  if (playlist && maySeePlaylist(playlist, visitor.actor)) return { playlist, visitor }
  const missing = missingPlaylist(publicId)
  throw visitor.refusal ?? missing.withholding({ isForeign: playlist !== undefined })
}

import type { Reader } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { isOwner, missingChannel } from '../channels/policy.ts'
import { findChannel } from '../channels/queries.ts'

/** A playlist is shown by a channel of its owner's, or by none. Throws NOT_FOUND. */
export async function requireOwnChannel(
  db: Reader,
  actor: Actor,
  channelId: number | null,
): Promise<void> {
  if (channelId === null) return
  const channel = await findChannel(db, channelId)
  if (channel && isOwner(channel, actor) && channel.deleted_at === null) return
  throw missingChannel(channelId).withholding({ isForeign: channel !== undefined })
}

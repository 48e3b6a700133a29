import type { Writer } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import { isOwner, missingChannel } from './policy.ts'
import type { ChannelRow } from './queries.ts'
import { holdChannel } from './queries.ts'

/**
 * A channel of the caller's own, held until the transaction ends. Throws NOT_FOUND, and CHANNEL_IN_BIN
 * unless one that is there will do.
 */
export async function holdOwnChannel(
  { db, actor }: { db: Writer; actor: Actor },
  id: number,
  { inBin }: { inBin: boolean },
): Promise<ChannelRow> {
  const channel = await holdChannel(db, id)
  if (!channel) throw missingChannel(id)
  if (!isOwner(channel, actor)) throw missingChannel(id).withholding({ isForeign: true })
  if (channel.deleted_at !== null && !inBin) {
    throw new DomainError('CHANNEL_IN_BIN', { channelId: id })
  }
  return channel
}

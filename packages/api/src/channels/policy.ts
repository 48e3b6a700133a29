import type { Tables } from '@larder/db'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'

type ChannelTables = Tables & { channel: Tables['channels']; owner: Tables['accounts'] }

/** What decides who sees a channel: whose it is, and whether that account is in use. */
export interface OwnedChannel {
  id: number
  account_id: number
  deleted_at: string | null
  owner_disabled_at: string | null
  owner_leaves_at: string | null
}

/** Whether somebody sees a channel: its owner always, everybody else while it and its owner are there. */
export function maySeeChannel(channel: OwnedChannel, actor: Actor | null): boolean {
  if (isOwner(channel, actor)) return true
  const { deleted_at, owner_disabled_at, owner_leaves_at } = channel
  return deleted_at === null && owner_disabled_at === null && owner_leaves_at === null
}

/** The same for everybody but the owner, as a condition of a query on channels with their owner. */
export function isSeenByOthers(
  eb: ExpressionBuilder<ChannelTables, 'channel' | 'owner'>,
): Expression<SqlBool> {
  return eb.and([
    eb('channel.deleted_at', 'is', null),
    eb('owner.disabled_at', 'is', null),
    eb('owner.leaves_at', 'is', null),
  ])
}

/** Only its owner changes a channel. To everybody else it is missing as soon as they do not see it. */
export function isOwner({ account_id }: OwnedChannel, actor: Actor | null): boolean {
  return actor !== null && actor.accountId === account_id
}

/** What is answered for a channel that is not there, and for one that is not for the caller. */
export function missingChannel(id: number | string): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'channel', id })
}

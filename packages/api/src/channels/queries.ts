import type { Reader, Tables, Writer } from '@larder/db'
import { isDuplicate, locked } from '@larder/db'
import type { Selectable, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import { picturesOf } from '../files/pictures/queries.ts'
import { fold } from '../text/fold.ts'
import { handleKey } from '../text/handle.ts'
import type { OwnedChannel } from './policy.ts'
import type { Channel } from './schema.ts'

export type ChannelRow = Selectable<Tables['channels']> & OwnedChannel

/** A channel, whoever it belongs to. */
export function findChannel(db: Reader, id: number): Promise<ChannelRow | undefined> {
  return channelsWithOwner(db).where('channel.id', '=', id).executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function holdChannel(db: Writer, id: number): Promise<ChannelRow | undefined> {
  return locked(db, channelsWithOwner(db).where('channel.id', '=', id)).executeTakeFirst()
}

/** The channel whose address ends with a handle, whatever its case. */
export function findChannelByHandle(db: Reader, handle: string): Promise<ChannelRow | undefined> {
  const key = handleKey(handle)
  return channelsWithOwner(db).where('channel.handle_key', '=', key).executeTakeFirst()
}

/** How many channels an account has, those in the bin included. */
export async function countChannels(db: Reader, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('channels')
    .select(sql<number>`count(*)`.as('count'))
    .where('account_id', '=', accountId)
    .where('purged_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Inserts a channel; answers its id. Throws HANDLE_TAKEN. */
export async function insertChannel(
  db: Writer,
  channel: { accountId: number; handle: string; name: string; description: string; now: Date },
): Promise<number> {
  const { accountId, handle, name, description, now } = channel
  const { insertId } = await refusingTakenHandle(handle, () =>
    db
      .insertInto('channels')
      .values({
        account_id: accountId,
        handle,
        handle_key: handleKey(handle),
        name,
        name_key: fold(name, 80),
        description,
        created_at: now.toISOString(),
        deleted_at: null,
      })
      .executeTakeFirstOrThrow(),
  )
  return Number(insertId)
}

/** Ends a channel for ever: its handle is free, and nobody finds it any more. Its rows are swept soon. */
export async function purgeChannelRow(db: Writer, id: number, now: Date): Promise<void> {
  await db
    .updateTable('channels')
    // No handle is like it, so that it is in nobody's way.
    .set({ purged_at: now.toISOString(), handle_key: `~${id}` })
    .where('id', '=', id)
    .execute()
}

/** Lets everyone read the pictures of a channel, or nobody but its owner. */
export async function showPictures(
  db: Writer,
  id: number,
  audience: 'everyone' | 'owner',
): Promise<void> {
  for (const column of ['picture_of_channel_id', 'banner_of_channel_id'] as const) {
    await db.updateTable('files').set({ audience }).where(column, '=', id).execute()
  }
}

/** What is on a channel, that in the bin included. */
export async function weightOf(
  db: Reader,
  id: number,
): Promise<{ videos: number; comments: number; bytes: number }> {
  return db
    .selectFrom('videos')
    .leftJoin('files', 'files.id', 'videos.file_id')
    .leftJoin('files as incoming', 'incoming.id', 'videos.incoming_file_id')
    .select([
      sql<number>`count(*)`.as('videos'),
      sql<number>`coalesce(sum(videos.comment_count), 0)`.as('comments'),
      sql<number>`coalesce(sum(files.counted_bytes), 0) + coalesce(sum(incoming.counted_bytes), 0)`.as(
        'bytes',
      ),
    ])
    .where('videos.channel_id', '=', id)
    .where('videos.purged_at', 'is', null)
    .executeTakeFirstOrThrow()
}

/** Does a change to which a handle belongs. Throws HANDLE_TAKEN. */
export async function refusingTakenHandle<T>(handle: string, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('HANDLE_TAKEN', { handle })
    throw error
  }
}

/** Channels as somebody sees them. */
export async function shownChannels(
  db: Reader,
  actor: Actor | null,
  rows: ChannelRow[],
): Promise<Channel[]> {
  const ids = rows.map(({ id }) => id)
  const pictures = await picturesOf(db, 'picture_of_channel_id', ids)
  const banners = await picturesOf(db, 'banner_of_channel_id', ids)
  const followed = await followedAmong(db, actor, ids)
  return rows.map((row) => ({
    id: row.id,
    handle: row.handle,
    name: row.name,
    description: row.description,
    picture: pictures.get(row.id) ?? null,
    banner: banners.get(row.id) ?? null,
    followers: row.follower_count,
    isMine: actor?.accountId === row.account_id,
    isFollowed: followed.has(row.id),
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
  }))
}

/** A channel as somebody sees it. */
export async function shownChannel(
  db: Reader,
  actor: Actor | null,
  row: ChannelRow,
): Promise<Channel> {
  const [channel] = await shownChannels(db, actor, [row])
  if (!channel) throw new Error('A row is shown as a channel.')
  return channel
}

async function followedAmong(
  db: Reader,
  actor: Actor | null,
  ids: number[],
): Promise<ReadonlySet<number>> {
  if (actor === null || ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('follows')
    .select('channel_id')
    .where('account_id', '=', actor.accountId)
    .where('channel_id', 'in', ids)
    .execute()
  return new Set(rows.map(({ channel_id }) => channel_id))
}

/** Channels as `ChannelRow` says, without those that are gone for ever. */
export function channelsWithOwner(
  db: Reader,
): SelectQueryBuilder<
  Tables & { channel: Tables['channels']; owner: Tables['accounts'] },
  'channel' | 'owner',
  ChannelRow
> {
  return db
    .selectFrom('channels as channel')
    .innerJoin('accounts as owner', 'owner.id', 'channel.account_id')
    .selectAll('channel')
    .select(['owner.disabled_at as owner_disabled_at', 'owner.leaves_at as owner_leaves_at'])
    .where('channel.purged_at', 'is', null)
}

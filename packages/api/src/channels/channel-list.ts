import { exactColumn, foldedColumn, integerColumn } from '../listing/columns.ts'
import { listOf } from '../listing/list.ts'
import { handleKey } from '../text/handle.ts'
import { isSeenByOthers } from './policy.ts'
import { channelsWithOwner } from './queries.ts'

/** What channels may be filtered by. */
export const channelColumns = {
  id: integerColumn('channel.id'),
  name: foldedColumn('channel.name_key'),
  // Compared as handles are told apart.
  handle: { ...exactColumn('channel.handle_key'), text: true, stored: handleKey },
}

/** The orders of channels: as they were created, or by name. */
export const channelSorts = { created: ['id'], name: ['name'] } as const

const ofAccount = { ...channelColumns, accountId: integerColumn('channel.account_id') }

/** Those that everybody sees: `maySeeChannel` for nobody known. */
export const seenChannels = listOf({
  columns: ofAccount,
  unique: 'id',
  select: (db) => channelsWithOwner(db).where(isSeenByOthers),
})

/** All of them, for their owner. */
export const ownChannels = listOf({
  columns: {
    ...ofAccount,
    deletedAt: { ...exactColumn('channel.deleted_at'), nullable: true },
  },
  unique: 'id',
  select: (db) => channelsWithOwner(db),
})

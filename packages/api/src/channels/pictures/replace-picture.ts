import type { Writer } from '@larder/db'
import type { Actor } from '../../access/credential.ts'
import { holdAccount } from '../../accounts/queries.ts'
import type { Clock } from '../../context.ts'
import type { RecordEvent } from '../../event-log/record.ts'
import { ownUploadedPicture } from '../../files/pictures/own-uploaded-picture.ts'
import { pictureOf } from '../../files/pictures/queries.ts'
import { removePictureOf } from '../../files/pictures/remove-picture.ts'
import type { ShownPicture } from '../../files/pictures/schema.ts'
import { requireUnused } from '../../files/rules.ts'
import type { ChannelBannerSet, ChannelPictureSet } from '../events.ts'
import { channelStream } from '../events.ts'
import { holdOwnChannel } from '../own-channel.ts'

interface Circumstances {
  db: Writer
  actor: Actor
  clock: Clock
  record: RecordEvent
}

interface Place {
  column: 'picture_of_channel_id' | 'banner_of_channel_id'
  kind: 'avatar' | 'picture'
  event: typeof ChannelPictureSet | typeof ChannelBannerSet
}

/** Makes a file of the caller's the picture or banner of a channel of theirs, in place of another. */
export async function replacePicture(
  ctx: Circumstances,
  { id, fileId }: { id: number; fileId: number },
  { column, kind, event }: Place,
): Promise<ShownPicture | null> {
  const { db } = ctx
  await holdAccount(db, ctx.actor.accountId)
  const channel = await holdOwnChannel(ctx, id, { inBin: true })
  const file = await ownUploadedPicture(ctx, fileId, kind)
  if (file[column] !== id) {
    await requireUnused(db, file)
    const replacedFileId = await removePictureOf(ctx, column, id)
    // What shows a channel in the bin is for its owner alone; away from it, it is for everyone.
    const audience = channel.deleted_at === null ? 'everyone' : 'owner'
    await db
      .updateTable('files')
      .set({ [column]: id, audience })
      .where('id', '=', fileId)
      .execute()
    await ctx.record(channelStream(channel), event({ channelId: id, fileId, replacedFileId }))
  }
  return pictureOf(db, column, id)
}

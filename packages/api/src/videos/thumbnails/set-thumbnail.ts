import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { holdFileFor } from '../../files/hold-file-for.ts'
import { holdFile, renditionsOf } from '../../files/queries.ts'
import { FileId } from '../../files/schema.ts'
import { command } from '../../procedures/trpc.ts'
import { ThumbnailChosen, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { missingVideo } from '../policy.ts'
import { replaceRenditions } from '../processing/replace-renditions.ts'
import { findVideo } from '../queries.ts'
import { Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'

const LABEL = 'thumbnail-own'

export const setThumbnail = command({
  summary:
    'Lets a picture of your own stand for a video: a file that was uploaded as a picture. The video keeps a copy, so that the file can be deleted.',
  scope: 'videos:write',
  reasons: ['VIDEO_NOT_READY', 'THUMBNAIL_REFUSED'],
  input: z.strictObject({ id: VideoId, fileId: FileId }),
  output: Video,
}).mutation(async ({ ctx, input: { id, fileId } }) => {
  const { db, actor } = ctx
  const now = ctx.clock.now()
  const video = await holdOwnVideo(ctx, id)
  const picture = await holdFileFor(ctx, fileId, 'edit a file')
  const isPicture = picture.kind === 'picture' && picture.account_id === video.owner_id
  const large = (await renditionsOf(db, [fileId])).find(({ label }) => label === 'large')
  if (!isPicture || !large) throw new DomainError('THUMBNAIL_REFUSED', { fileId })
  const file = video.file_id === null ? undefined : await holdFile(db, video.file_id)
  if (!file) throw new DomainError('VIDEO_NOT_READY', { videoId: id, state: video.state })
  const { media_type: mediaType, size, width, height, blob_id: blobId, hash } = large
  await replaceRenditions(
    db,
    file,
    {
      pictures: [{ label: LABEL, mediaType, size, width, height }],
      placed: [{ blobId, hash }],
    },
    now,
  )
  await db.updateTable('videos').set({ thumbnail: LABEL }).where('id', '=', video.id).execute()
  await ctx.record(videoStream(video), ThumbnailChosen({ videoId: id, label: LABEL }))
  const row = await findVideo(db, id)
  if (!row) throw missingVideo(id)
  return shownVideo(db, { actor, now }, row)
})

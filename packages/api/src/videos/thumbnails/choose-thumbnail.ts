import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { renditionsOf } from '../../files/queries.ts'
import { RenditionLabel } from '../../files/schema.ts'
import { command } from '../../procedures/trpc.ts'
import { ThumbnailChosen, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'

export const chooseThumbnail = command({
  summary: 'Chooses which of the pictures of a video of yours stands for it.',
  scope: 'videos:write',
  input: z.strictObject({
    id: VideoId,
    label: RenditionLabel.describe('One of its pictures, such as "thumbnail-2"'),
  }),
  output: Video,
}).mutation(async ({ ctx, input: { id, label } }) => {
  const { db, actor } = ctx
  const video = await holdOwnVideo(ctx, id)
  const pictures = await renditionsOf(db, video.file_id === null ? [] : [video.file_id])
  if (!label.startsWith('thumbnail-') || !pictures.some((each) => each.label === label)) {
    throw new DomainError('NOT_FOUND', { what: 'picture', id: label })
  }
  if (video.thumbnail !== label) {
    await db.updateTable('videos').set({ thumbnail: label }).where('id', '=', video.id).execute()
    await ctx.record(videoStream(video), ThumbnailChosen({ videoId: id, label }))
  }
  return shownVideo(db, { actor, now: ctx.clock.now() }, { ...video, thumbnail: label })
})

import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { holdFileFor } from '../files/hold-file-for.ts'
import { FileId } from '../files/schema.ts'
import { command } from '../procedures/trpc.ts'
import { holdOwnVideo } from './own-video.ts'
import { missingVideo } from './policy.ts'
import { attachFile } from './processing/attach-file.ts'
import { findVideo, isOfOtherVideo } from './queries.ts'
import { Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const setFile = command({
  summary:
    'Makes a file of yours the bytes of a video: one that was uploaded as a video, and for none. Its link stays. A video that is ready goes on being watched as it is, until the file is found to be good; what it had before is deleted then, or the file if it is not.',
  scope: 'videos:write',
  reasons: ['NOT_A_VIDEO', 'FILE_IN_USE'],
  input: z.strictObject({ id: VideoId, fileId: FileId }),
  output: Video,
}).mutation(async ({ ctx, input: { id, fileId } }) => {
  const { db, actor, record } = ctx
  const now = ctx.clock.now()
  const video = await holdOwnVideo(ctx, id)
  const file = await holdFileFor(ctx, fileId, 'delete a file')
  if (file.kind !== 'video' || file.account_id !== video.owner_id) {
    throw new DomainError('NOT_A_VIDEO', { fileId })
  }
  if (await isOfOtherVideo(db, file, video)) {
    throw new DomainError('FILE_IN_USE', { fileId, use: 'video' })
  }
  await attachFile({ db, now, record }, video, file)
  const row = await findVideo(db, id)
  if (!row) throw missingVideo(id)
  return shownVideo(db, { actor, now }, row)
})

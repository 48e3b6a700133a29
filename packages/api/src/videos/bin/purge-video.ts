import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { holdOwnVideo } from '../own-video.ts'
import { purge } from '../purging/purge.ts'
import { VideoId } from '../schema.ts'

export const purgeVideo = command({
  summary:
    'Deletes a video in the bin for ever, without waiting for its 30 days. What it took of the quota is free at once.',
  scope: 'videos:write',
  reasons: ['NOT_IN_BIN'],
  input: z.strictObject({ id: VideoId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const video = await holdOwnVideo(ctx, id)
  if (video.deleted_at === null) throw new DomainError('NOT_IN_BIN', { what: 'video', id })
  await purge(ctx, video, ctx.clock.now())
  return { done: true } as const
})

import { admit } from '../access/admit.ts'
import type { RequestContext } from '../context.ts'
import { ownVideo } from './own-video.ts'
import { missingVideo } from './policy.ts'
import { purposeFor } from './uploading.ts'

/**
 * What an upload says that is meant for a video of the caller's, named by its public id. Throws NOT_FOUND,
 * also for one in the bin, and SCOPE_MISSING.
 */
export async function uploadForVideo(ctx: RequestContext, publicId: string): Promise<string> {
  const { actor } = admit(ctx, { audience: 'signed in', scope: 'videos:write' })
  const video = await ownVideo({ db: ctx.database.reader, actor }, publicId)
  if (video.deleted_at !== null || video.channel_deleted_at !== null) throw missingVideo(publicId)
  return purposeFor(video)
}

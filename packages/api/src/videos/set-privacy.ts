import { z } from 'zod'
import { hashPassword } from '../accounts/password.ts'
import { DomainError } from '../errors/map.ts'
import { recorder } from '../event-log/record.ts'
import { OrganisationId } from '../organisations/schema.ts'
import { unstoredCommand } from '../procedures/trpc.ts'
import { VideoPrivacyChanged, videoStream } from './events.ts'
import { holdOwnVideo } from './own-video.ts'
import { getVideoRow } from './queries.ts'
import { audienceOf } from './rules.ts'
import { Privacy, Video, VideoId, VideoPassword } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const setPrivacy = unstoredCommand({
  summary:
    'Says who may watch a video of yours. Links and grants that were handed out before are over when the privacy, the organisation or the password changes.',
  scope: 'videos:write',
  reasons: ['VIDEO_ORGANISATION_NEEDED', 'VIDEO_SECRET_NEEDED'],
  input: z.strictObject({
    id: VideoId,
    privacy: Privacy,
    organisationId: OrganisationId.optional().describe('Whose members watch it'),
    password: VideoPassword.optional(),
  }),
  output: Video,
}).mutation(async ({ ctx, input }) => {
  const { id, privacy, password } = input
  const { actor } = ctx
  if (privacy === 'password' && password === undefined) {
    throw new DomainError('VIDEO_SECRET_NEEDED', {})
  }
  // Slow on purpose, so before the transaction.
  const hashed = privacy === 'password' ? await hashPassword(password ?? '') : null
  return ctx.database.transaction(async (db) => {
    const video = await holdOwnVideo({ db, actor }, id)
    const audience = { privacy, organisationId: input.organisationId }
    const organisationId = await audienceOf({ db, actor }, audience)
    const isChange =
      privacy !== video.privacy || organisationId !== video.organisation_id || hashed !== null
    if (isChange) {
      await db
        .updateTable('videos')
        .set((eb) => ({
          privacy,
          organisation_id: organisationId,
          password_hash: hashed,
          access_version: eb('access_version', '+', 1),
        }))
        .where('id', '=', video.id)
        .execute()
      const set = VideoPrivacyChanged({ videoId: id, from: video.privacy, to: privacy })
      await recorder(db, ctx)(videoStream(video), set)
    }
    return shownVideo(db, { actor, now: ctx.clock.now() }, await getVideoRow(db, id))
  })
})

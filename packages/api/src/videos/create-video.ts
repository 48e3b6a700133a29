import { z } from 'zod'
import { holdOwnChannel } from '../channels/own-channel.ts'
import { ChannelId } from '../channels/schema.ts'
import { OrganisationId } from '../organisations/schema.ts'
import { command } from '../procedures/trpc.ts'
import { VideoCreated, videoStream } from './events.ts'
import { getVideoRow, insertVideo, writeTags } from './queries.ts'
import { audienceOf } from './rules.ts'
import { Description, Privacy, PublishAt, SpokenLanguage, Tags, Title, Video } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const createVideo = command({
  summary:
    'Creates the entry of a video on a channel of yours. Its bytes follow: upload a file of the kind "video" for it. For the privacy "password" see setPrivacy.',
  scope: 'videos:write',
  reasons: ['VIDEO_ORGANISATION_NEEDED', 'CHANNEL_IN_BIN'],
  input: z.strictObject({
    channelId: ChannelId,
    title: Title,
    description: Description.default(''),
    tags: Tags.default([]),
    language: SpokenLanguage.nullable().default(null),
    privacy: Privacy.exclude(['password']).default('private'),
    organisationId: OrganisationId.optional().describe('Whose members watch it'),
    publishAt: PublishAt,
  }),
  output: Video,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const { channelId, privacy, organisationId, tags, publishAt, ...words } = input
  await holdOwnChannel(ctx, channelId, { inBin: false })
  const now = ctx.clock.now()
  const { id, publicId } = await insertVideo(db, {
    channelId,
    ...words,
    privacy,
    organisationId: await audienceOf(ctx, { privacy, organisationId }),
    publishedAt: publishAt === undefined ? now.toISOString() : publishAt,
    now,
  })
  await writeTags(db, id, tags)
  const created = VideoCreated({ videoId: publicId, channelId, privacy })
  await ctx.record(videoStream({ id, owner_id: actor.accountId }), created)
  return shownVideo(db, { actor, now }, await getVideoRow(db, publicId))
})

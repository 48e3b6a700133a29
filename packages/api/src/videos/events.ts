import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { defineEvent } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'
import { Privacy, Reaction, VideoFailure, VideoId } from './schema.ts'

// A video is named by its id. What it is called and what is said of it is its owner's, who may take it
// back.

const OfVideo = z.object({ videoId: VideoId })

export const VideoCreated = defineEvent(
  'VideoCreated',
  1,
  z.object({ videoId: VideoId, channelId: z.int(), privacy: Privacy }),
)
export const VideoEdited = defineEvent(
  'VideoEdited',
  1,
  z.object({
    videoId: VideoId,
    changed: z.array(z.enum(['title', 'description', 'language', 'tags'])),
  }),
)
/** To another channel of its owner. */
export const VideoMoved = defineEvent(
  'VideoMoved',
  1,
  z.object({ videoId: VideoId, from: z.int(), to: z.int() }),
)
/** Into the bin. */
export const VideoDeleted = defineEvent('VideoDeleted', 1, OfVideo)
/** For ever. */
export const VideoPurged = defineEvent('VideoPurged', 1, OfVideo)
/** Those that members of an organisation watched, when their owner was in it no more. */
export const VideosMadePrivate = defineEvent(
  'VideosMadePrivate',
  1,
  z.object({ organisationId: z.int(), videos: z.int() }),
)

/**
 * Bytes came for a video, and are looked at now. `replacedFileId` was deleted for them. A video that is
 * ready keeps its bytes until these are known to be good: then it names others that came before.
 */
export const VideoFileAttached = defineEvent(
  'VideoFileAttached',
  1,
  z.object({ videoId: VideoId, fileId: z.int(), replacedFileId: z.int().nullable() }),
)
export const VideoReady = defineEvent(
  'VideoReady',
  1,
  z.object({ videoId: VideoId, fileId: z.int(), durationMs: z.int() }),
)
export const VideoFailed = defineEvent(
  'VideoFailed',
  1,
  z.object({ videoId: VideoId, fileId: z.int(), failure: VideoFailure }),
)
/** What came for a video that was ready is good, and took the place of what it had. */
export const VideoFileReplaced = defineEvent(
  'VideoFileReplaced',
  1,
  z.object({
    videoId: VideoId,
    fileId: z.int(),
    replacedFileId: z.int().nullable(),
    durationMs: z.int(),
  }),
)
/** What came for a video that was ready cannot be watched. It was deleted, and the video is as before. */
export const VideoReplacementFailed = defineEvent(
  'VideoReplacementFailed',
  1,
  z.object({ videoId: VideoId, fileId: z.int(), failure: VideoFailure }),
)
export const VideoRetried = defineEvent(
  'VideoRetried',
  1,
  z.object({ videoId: VideoId, fileId: z.int() }),
)

/** The time from when on others see it was set, moved or taken away. */
export const VideoPublished = defineEvent(
  'VideoPublished',
  1,
  z.object({ videoId: VideoId, publishedAt: Instant.nullable() }),
)

/** The privacy, whose members watch it, or the password. */
export const VideoPrivacyChanged = defineEvent(
  'VideoPrivacyChanged',
  1,
  z.object({ videoId: VideoId, from: Privacy, to: Privacy }),
)

/** Out of the bin. */
export const VideoRestored = defineEvent('VideoRestored', 1, z.object({ videoId: VideoId }))

/** On the stream of the account that gave it: a video's owner learns how many, and not whose. */
export const ReactionGiven = defineEvent(
  'ReactionGiven',
  1,
  z.object({ videoId: VideoId, reaction: Reaction }),
)

export const CommentAdded = defineEvent(
  'CommentAdded',
  1,
  z.object({ videoId: VideoId, commentId: z.int(), parentId: z.int().nullable() }),
)

export const CommentEdited = defineEvent(
  'CommentEdited',
  1,
  z.object({ videoId: VideoId, commentId: z.int() }),
)

export const CommentDeleted = defineEvent(
  'CommentDeleted',
  1,
  z.object({ videoId: VideoId, commentId: z.int(), by: z.enum(['author', 'owner']) }),
)

export const CommentsSwitched = defineEvent(
  'CommentsSwitched',
  1,
  z.object({ videoId: VideoId, areOn: z.boolean() }),
)

export const socialEvents = [
  ReactionGiven,
  CommentAdded,
  CommentEdited,
  CommentDeleted,
  CommentsSwitched,
] as const

export const ThumbnailAsked = defineEvent(
  'ThumbnailAsked',
  1,
  z.object({ videoId: VideoId, atMs: z.int() }),
)
export const ThumbnailChosen = defineEvent(
  'ThumbnailChosen',
  1,
  z.object({ videoId: VideoId, label: z.string().describe('Which of its pictures') }),
)
export const CaptionsPut = defineEvent(
  'CaptionsPut',
  1,
  z.object({ videoId: VideoId, language: z.string() }),
)
export const CaptionsRemoved = defineEvent(
  'CaptionsRemoved',
  1,
  z.object({ videoId: VideoId, language: z.string() }),
)

export const videoEvents = [
  VideoCreated,
  VideoFileAttached,
  VideoReady,
  VideoFailed,
  VideoFileReplaced,
  VideoReplacementFailed,
  VideoRetried,
  ThumbnailAsked,
  ThumbnailChosen,
  CaptionsPut,
  CaptionsRemoved,
  VideoPublished,
  VideoPrivacyChanged,
  VideoRestored,
  VideoEdited,
  VideoMoved,
  VideoDeleted,
  VideoPurged,
  VideosMadePrivate,
  ...socialEvents,
] as const

/** The stream of a video, which its owner sees. */
export function videoStream({ id, owner_id }: { id: number; owner_id: number }): Stream {
  return { name: `video-${id}`, audience: `account-${owner_id}` }
}

import { z } from 'zod'
import { defineEvent } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'

// A channel is named by its id. What it is called is its owner's, who may take it back.

const channelId = z.int()
const OfChannel = z.object({ channelId })
const WithFile = z.object({ channelId, fileId: z.int() })
const WithReplaced = WithFile.extend({ replacedFileId: z.int().nullable() })

export const ChannelCreated = defineEvent('ChannelCreated', 1, OfChannel)
export const ChannelEdited = defineEvent(
  'ChannelEdited',
  1,
  z.object({ channelId, changed: z.array(z.enum(['handle', 'name', 'description'])) }),
)
export const ChannelPictureSet = defineEvent('ChannelPictureSet', 1, WithReplaced)
export const ChannelPictureRemoved = defineEvent('ChannelPictureRemoved', 1, WithFile)
export const ChannelBannerSet = defineEvent('ChannelBannerSet', 1, WithReplaced)
export const ChannelBannerRemoved = defineEvent('ChannelBannerRemoved', 1, WithFile)
/** Into the bin, with so many videos. */
export const ChannelDeleted = defineEvent(
  'ChannelDeleted',
  1,
  z.object({ channelId, videos: z.int() }),
)
/** Out of the bin. */
export const ChannelRestored = defineEvent('ChannelRestored', 1, OfChannel)
/** For ever. */
export const ChannelPurged = defineEvent('ChannelPurged', 1, OfChannel)
/** On the stream of the account that does so: nobody else learns who follows what. */
export const ChannelFollowed = defineEvent('ChannelFollowed', 1, OfChannel)
export const ChannelUnfollowed = defineEvent('ChannelUnfollowed', 1, OfChannel)

export const channelEvents = [
  ChannelCreated,
  ChannelEdited,
  ChannelPictureSet,
  ChannelPictureRemoved,
  ChannelBannerSet,
  ChannelBannerRemoved,
  ChannelDeleted,
  ChannelRestored,
  ChannelPurged,
  ChannelFollowed,
  ChannelUnfollowed,
] as const

/** The stream of a channel, which its owner sees. */
export function channelStream({ id, account_id }: { id: number; account_id: number }): Stream {
  return { name: `channel-${id}`, audience: `account-${account_id}` }
}

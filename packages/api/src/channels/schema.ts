import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { ShownPicture } from '../files/pictures/schema.ts'
import { countedPageOf } from '../listing/schema.ts'
import { Handle } from '../text/handle.ts'
import { NoControlCharacters, PlainText } from '../text/plain.ts'

export const ChannelId = z.int().positive().describe('Id of a channel')

export const ChannelHandle = Handle.describe(
  'What its address ends with: 3 to 30 of a-z, 0-9 and ._- between them; unique, whatever its case',
)

/** A handle to look for, which no channel has to have. */
export const AskedHandle = z.string().max(60).describe('Handle of a channel, whatever its case')

export const ChannelName = NoControlCharacters.trim().min(1).max(80)

export const ChannelDescription = PlainText.max(2_000)
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .describe('Plain text of several lines')

/** A channel as everybody sees it. */
export const Channel = z.object({
  id: z.int(),
  handle: z.string(),
  name: z.string(),
  description: z.string(),
  picture: ShownPicture.nullable(),
  banner: ShownPicture.nullable(),
  followers: z.int().describe('How many accounts follow it'),
  isMine: z.boolean().describe('Whether it is yours'),
  isFollowed: z.boolean().describe('Whether you follow it'),
  createdAt: Instant,
  deletedAt: Instant.nullable().describe('Since when it is in your bin; null: it is not'),
})
export type Channel = z.infer<typeof Channel>

/** What is left of a channel to its follower while it is hidden: enough to know and to unfollow it. */
export const HiddenChannel = z.object({
  id: z.int(),
  handle: z.string(),
  followedAt: Instant.describe('Since when you follow it'),
})

export const ChannelPage = countedPageOf(Channel)

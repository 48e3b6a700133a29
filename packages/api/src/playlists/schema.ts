import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { pageOf } from '../listing/schema.ts'
import { NoControlCharacters, PlainText } from '../text/plain.ts'
import { Video } from '../videos/schema.ts'

export const PlaylistPrivacy = z
  .enum(['public', 'unlisted', 'private'])
  .describe('public: everyone; unlisted: everyone who has its link; private: only you')

export const PlaylistId = z
  .string()
  .regex(/^[\w-]{11}$/, 'is not the id of a playlist: those have 11 characters')
  .describe('Id of a playlist: the 11 characters in its link')

export const PlaylistTitle = NoControlCharacters.trim().min(1).max(120)

export const PlaylistDescription = PlainText.max(5_000).transform((text) =>
  text.replaceAll(/\r\n?/g, '\n').trim(),
)

/** From the first one, which is 0. */
export const Place = z.int().min(0).max(1_000_000)

/** A playlist, whoever sees it. */
export const Playlist = z.object({
  id: z.string().describe('The 11 characters in its link'),
  title: z.string(),
  description: z.string(),
  privacy: PlaylistPrivacy,
  channelId: z.int().nullable().describe('The channel that shows it'),
  videos: z.int().describe('How many are in it, also those that are not for everyone'),
  isMine: z.boolean(),
  createdAt: Instant,
  changedAt: Instant,
})
export type Playlist = z.infer<typeof Playlist>

export const PlaylistPage = pageOf(Playlist)

/** A video in a playlist. */
export const PlaylistItem = z.object({
  place: z.int().describe('From 0, counting those that are hidden from you'),
  addedAt: Instant,
  video: Video,
})

export const PlaylistItemPage = pageOf(PlaylistItem).extend({
  hidden: z.int().describe('How many of the whole playlist you may not watch: they are left out'),
})

import { reason } from '../errors/reason.ts'

/** The reasons of channels. */
export const channelErrors = {
  HANDLE_TAKEN: reason<{ handle: string }>(
    'CONFLICT',
    ({ handle }) => `The handle "${handle}" is taken, or looks like one that is. Choose another.`,
  ),
  HANDLE_RESERVED: reason<{ handle: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ handle }) =>
      `The handle "${handle}" is reserved: it could be taken for the server or for those who run it. Choose another.`,
  ),
  CHANNEL_IS_YOURS: reason<{ channelId: number }>(
    'UNPROCESSABLE_CONTENT',
    ({ channelId }) =>
      `Channel ${channelId} is your own: follow those of others. You see what you publish anyway.`,
  ),
  CHANNEL_IN_BIN: reason<{ channelId: number }>(
    'CONFLICT',
    ({ channelId }) =>
      `Channel ${channelId} is in the bin, and its videos with it. Restore it first.`,
  ),
  NOT_IN_BIN: reason<{ what: 'channel' | 'video'; id: number | string }>(
    'CONFLICT',
    ({ what, id }) =>
      `What is purged is gone for ever, so the ${what} ${id} has to be in the bin before. Delete it first.`,
  ),
  CHANNEL_CONFIRMATION_NEEDED: reason<{
    channelId: number
    videos: number
    comments: number
    bytes: number
  }>(
    'CONFLICT',
    ({ channelId, videos, comments, bytes }) =>
      `With channel ${channelId} go ${videos} videos (${bytes} bytes) and ${comments} comments. Nothing was changed; to go on, send confirmVideos: ${videos}.`,
  ),
  CHANNEL_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) =>
      `You have ${limit} channels, those in the bin included, and that is the limit. Purge one first.`,
  ),
}

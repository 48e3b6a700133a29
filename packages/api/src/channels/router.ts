import type { TRPCRouterRecord } from '@trpc/server'
import { deleteChannel } from './bin/delete-channel.ts'
import { purgeChannel } from './bin/purge-channel.ts'
import { restoreChannel } from './bin/restore-channel.ts'
import { createChannel } from './create-channel.ts'
import { editChannel } from './edit-channel.ts'
import { followChannel } from './following/follow-channel.ts'
import { listFollowed } from './following/list-followed.ts'
import { listFollowedHidden } from './following/list-followed-hidden.ts'
import { unfollowChannel } from './following/unfollow-channel.ts'
import { getChannel } from './get-channel.ts'
import { listChannels } from './list-channels.ts'
import { listOwnChannels } from './list-own-channels.ts'
import { banner, picture } from './pictures/router.ts'
import { searchChannels } from './search-channels.ts'

export const channels = {
  create: createChannel,
  get: getChannel,
  search: searchChannels,
  follow: followChannel,
  unfollow: unfollowChannel,
  followed: listFollowed,
  followedHidden: listFollowedHidden,
  list: listChannels,
  mine: listOwnChannels,
  edit: editChannel,
  picture,
  banner,
  delete: deleteChannel,
  restore: restoreChannel,
  purge: purgeChannel,
} satisfies TRPCRouterRecord

import type { TRPCRouterRecord } from '@trpc/server'
import { chooseThumbnail } from './choose-thumbnail.ts'
import { setThumbnail } from './set-thumbnail.ts'
import { thumbnailAt } from './thumbnail-at.ts'

export const thumbnail = {
  choose: chooseThumbnail,
  at: thumbnailAt,
  set: setThumbnail,
} satisfies TRPCRouterRecord

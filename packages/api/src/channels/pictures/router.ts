import type { TRPCRouterRecord } from '@trpc/server'
import { removeBanner } from './remove-banner.ts'
import { removePicture } from './remove-picture.ts'
import { setBanner } from './set-banner.ts'
import { setPicture } from './set-picture.ts'

export const picture = { set: setPicture, remove: removePicture } satisfies TRPCRouterRecord
export const banner = { set: setBanner, remove: removeBanner } satisfies TRPCRouterRecord

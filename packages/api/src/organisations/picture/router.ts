import type { TRPCRouterRecord } from '@trpc/server'
import { removePicture } from './remove-picture.ts'
import { setPicture } from './set-picture.ts'

export const picture = { set: setPicture, remove: removePicture } satisfies TRPCRouterRecord

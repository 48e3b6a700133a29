import type { TRPCRouterRecord } from '@trpc/server'
import { editProfile } from './edit-profile.ts'
import { getProfile } from './get-profile.ts'
import { showPublicProfile } from './show-public-profile.ts'

export const profile = {
  get: getProfile,
  edit: editProfile,
  byUsername: showPublicProfile,
} satisfies TRPCRouterRecord

import { z } from 'zod'
import { defineEvent } from '../../event-log/define.ts'

/** `replacedFileId`: the file of the picture before it, which was deleted. */
export const AccountPictureSet = defineEvent(
  'AccountPictureSet',
  1,
  z.object({ fileId: z.int(), replacedFileId: z.int().nullable() }),
)
export const AccountPictureRemoved = defineEvent(
  'AccountPictureRemoved',
  1,
  z.object({ fileId: z.int() }),
)

export const accountPictureEvents = [AccountPictureSet, AccountPictureRemoved] as const

import { z } from 'zod'
import { ShownPicture } from '../../files/pictures/schema.ts'
import { FileId } from '../../files/schema.ts'
import { command } from '../../procedures/trpc.ts'
import { ChannelPictureSet } from '../events.ts'
import { ChannelId } from '../schema.ts'
import { replacePicture } from './replace-picture.ts'

export const setPicture = command({
  summary:
    'Makes a file that you uploaded as an avatar the picture of a channel of yours: whoever sees the channel sees it. The file of the one before is deleted.',
  scope: 'videos:write',
  reasons: ['NOT_A_PICTURE', 'FILE_IN_USE'],
  input: z.strictObject({
    id: ChannelId,
    fileId: FileId.describe('Id of a file of the kind "avatar"'),
  }),
  output: ShownPicture.nullable(),
}).mutation(({ ctx, input }) =>
  replacePicture(ctx, input, {
    column: 'picture_of_channel_id',
    kind: 'avatar',
    event: ChannelPictureSet,
  }),
)

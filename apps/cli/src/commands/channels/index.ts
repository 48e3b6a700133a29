import { defineGroup } from '../../command/define.ts'
import { createChannel } from './create.ts'
import { deleteChannel } from './delete.ts'
import { editChannel } from './edit.ts'
import { listChannels } from './list.ts'
import { channelPicture } from './picture.ts'
import { purgeChannel } from './purge.ts'
import { restoreChannel } from './restore.ts'
import { showChannel } from './show.ts'

export const channels = defineGroup(
  'channels',
  'Channels, which videos are on',
  [
    createChannel,
    listChannels,
    showChannel,
    editChannel,
    channelPicture,
    deleteChannel,
    restoreChannel,
    purgeChannel,
  ],
  'A channel is meant by its handle: kitchen, or @kitchen. You may have several.',
)

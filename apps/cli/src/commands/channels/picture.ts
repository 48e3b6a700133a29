import { defineCommand } from '../../command/define.ts'
import { flag, optionalFile, required } from '../../command/parameter.ts'
import { handle } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { checkWish, sendAvatar } from '../../transfer/send-avatar.ts'

export const channelPicture = defineCommand({
  name: 'picture',
  summary: 'Set the picture of a channel of yours, or its banner, or take it away',
  description: 'It is written anew, without what it says about place and camera.',
  arguments: {
    channel: required('Its handle', handle),
    picture: optionalFile('A JPEG, PNG, WebP, GIF, AVIF or TIFF file'),
  },
  options: {
    banner: flag('The wide one above its videos, instead of the square one'),
    remove: flag('Take it away'),
  },
  examples: [
    ['channels picture kitchen oven.jpg'],
    ['channels picture kitchen table.jpg --banner'],
    ['channels picture kitchen --remove'],
  ],
  async run(context, { channel: wanted, picture: path, banner, remove }) {
    checkWish({ path, remove })
    const { output, connect } = context
    const larder = await connect()
    const { id, name } = await ownChannel(larder, wanted)
    const place = banner ? larder.channels.banner : larder.channels.picture
    const what = banner ? 'banner' : 'picture'
    if (path === undefined) {
      return output.answer(`"${name}" has no ${what} now.`, await place.remove({ id }))
    }
    const kind = banner ? 'picture' : 'avatar'
    const set = await sendAvatar(
      context,
      larder,
      path,
      (file) => place.set({ id, fileId: file.id }),
      kind,
    )
    output.answer(`The ${what} of "${name}" is file ${set?.fileId}.`, set)
  },
})

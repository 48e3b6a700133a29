import { defineCommand } from '../../command/define.ts'
import { flag, optionalFile } from '../../command/parameter.ts'
import { checkWish, sendAvatar } from '../../transfer/send-avatar.ts'

export const accountPicture = defineCommand({
  name: 'picture',
  summary: 'Set your picture, or take it away',
  description:
    'It is cut to a square and written anew, without what it says about place and camera. Those see it who are in a household or company with you; everybody does with "larder account edit --public picture".',
  arguments: { picture: optionalFile('A JPEG, PNG, WebP, GIF, AVIF or TIFF file') },
  options: { remove: flag('Take it away') },
  examples: [['account picture me.jpg'], ['account picture --remove']],
  async run(context, { picture: path, remove }) {
    checkWish({ path, remove })
    const { output, connect } = context
    const larder = await connect()
    const { picture } = larder.accounts
    if (path === undefined) return output.answer('You have no picture now.', await picture.remove())
    const set = await sendAvatar(context, larder, path, ({ id }) => picture.set({ fileId: id }))
    output.answer(`Your picture is file ${set?.fileId}.`, set)
  },
})

import { defineCommand } from '../../command/define.ts'
import { flag, optionalFile, required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { checkWish, sendAvatar } from '../../transfer/send-avatar.ts'

export const orgPicture = defineCommand({
  name: 'picture',
  summary: 'Set the picture of a household or company, or take it away',
  arguments: {
    organisation: required('Its id or name'),
    picture: optionalFile('A JPEG, PNG, WebP, GIF, AVIF or TIFF file'),
  },
  options: { remove: flag('Take it away') },
  examples: [['orgs picture home house.jpg'], ['orgs picture home --remove']],
  async run(context, { organisation: wanted, picture: path, remove }) {
    checkWish({ path, remove })
    const { output, connect } = context
    const larder = await connect()
    const { picture } = larder.organisations
    const id = await organisationId(larder, wanted)
    if (path === undefined) {
      return output.answer(`"${wanted}" has no picture now.`, await picture.remove({ id }))
    }
    const set = await sendAvatar(context, larder, path, (file) =>
      picture.set({ id, fileId: file.id }),
    )
    output.answer(`The picture of "${wanted}" is file ${set?.fileId}.`, set)
  },
})

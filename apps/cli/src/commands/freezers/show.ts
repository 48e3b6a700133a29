import { defineCommand } from '../../command/define.ts'
import { optional } from '../../command/parameter.ts'
import { freezerIdOrOnly } from '../../lookup/freezer.ts'
import { localDay } from '../../output/local-time.ts'

export const showFreezer = defineCommand({
  name: 'show',
  summary: 'Show one freezer',
  arguments: { freezer: optional('Its id or name; may be left out if there is only one') },
  examples: [['freezers show kitchen'], ['freezers show 1 --json']],
  async run({ output, connectHome }, { freezer: wanted }) {
    const home = await connectHome()
    const { larder } = home
    const id = await freezerIdOrOnly(home, wanted, 'its name')
    const freezer = await larder.freezers.get({ id })
    output.record(freezer, [
      ['Id', freezer.id],
      ['Name', freezer.name],
      ['Boxes', freezer.boxes],
      ['Products inside', freezer.productsInside],
      ['Since', localDay(freezer.createdAt)],
      ['Archived', freezer.archivedAt ? localDay(freezer.archivedAt) : 'no'],
    ])
  },
})

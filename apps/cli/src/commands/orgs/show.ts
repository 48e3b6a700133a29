import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { localDay } from '../../output/local-time.ts'
import { pictureInWords } from '../../output/picture.ts'

export const showOrg = defineCommand({
  name: 'show',
  summary: 'Show one household or company',
  arguments: { organisation: required('Its id or name') },
  examples: [['orgs show home'], ['orgs show 1 --json']],
  async run({ output, connect }, { organisation: wanted }) {
    const larder = await connect()
    const id = await organisationId(larder, wanted)
    const organisation = await larder.organisations.get({ id })
    output.record(organisation, [
      ['Id', organisation.id],
      ['Name', organisation.name],
      ['Kind', organisation.kind],
      ['Picture', pictureInWords(organisation.picture)],
      ['Time zone', organisation.timeZone],
      ['You are', organisation.role],
      ['Members', organisation.members],
      ['Default', organisation.isDefault ? 'yes' : 'no'],
      ['Since', localDay(organisation.createdAt)],
      ['You joined', localDay(organisation.joinedAt)],
    ])
  },
})

import { defineCommand } from '../../command/define.ts'
import { choice, option } from '../../command/parameter.ts'
import { organisationId } from '../../lookup/household.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { bytesInWords } from '../../output/bytes.ts'
import { localTime } from '../../output/local-time.ts'
import { kinds } from './kinds.ts'

export const listFiles = defineCommand({
  name: 'list',
  summary: 'List your files, newest first',
  options: {
    org: option('<organisation>', 'Those of a household or company, by its id or name'),
    kind: choice('<kind>', [...kinds, 'video'], 'Only such files'),
    ...pagingOptions,
  },
  examples: [
    ['files list'],
    ['files list --kind picture --all'],
    ["files list --json | jq '.[].id'"],
  ],
  async run({ output, connect }, { org, kind, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const files = larder.files.list.all({
      organisationId: org === undefined ? undefined : await organisationId(larder, org),
      where: kind === undefined ? undefined : { kind: { eq: kind } },
      limit: pageSize,
    })
    await output.list(files, {
      limit,
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'NAME', value: ({ name }) => name, shrinks: true },
        { title: 'KIND', value: (file) => file.kind },
        { title: 'TYPE', value: ({ mediaType }) => mediaType, shrinks: true },
        { title: 'SIZE', value: ({ size }) => bytesInWords(size) },
        { title: 'FOR', value: ({ audience }) => audience },
        { title: 'SINCE', value: ({ createdAt }) => localTime(createdAt) },
      ],
      empty: 'There are no such files. Upload some with "larder files upload".',
    })
  },
})

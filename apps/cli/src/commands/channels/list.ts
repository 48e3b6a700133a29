import type { RouterOutputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { flag, option } from '../../command/parameter.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localDay, localTime } from '../../output/local-time.ts'
import type { Column } from '../../output/table.ts'
import { usageProblem } from '../../problem.ts'

type Channel = RouterOutputs['channels']['list']['items'][number]

const columns: Column<Channel>[] = [
  { title: 'HANDLE', value: ({ handle }) => handle },
  { title: 'NAME', value: ({ name }) => name, shrinks: true },
  { title: 'FOLLOWERS', value: ({ followers }) => followers },
  {
    title: 'YOU',
    value: ({ isMine, isFollowed }) => (isMine ? 'own it' : isFollowed ? 'follow it' : ''),
  },
  { title: 'SINCE', value: ({ createdAt }) => localDay(createdAt) },
]

const binColumns: Column<Channel>[] = [
  ...columns.slice(0, 2),
  { title: 'IN THE BIN SINCE', value: ({ deletedAt }) => deletedAt && localTime(deletedAt) },
]

type HiddenChannel = RouterOutputs['channels']['followedHidden']['items'][number]

const hiddenColumns: Column<HiddenChannel>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'HANDLE', value: ({ handle }) => handle },
  { title: 'FOLLOWED SINCE', value: ({ followedAt }) => localDay(followedAt) },
]

const CREATE = 'Create one: larder channels create kitchen --name "Our kitchen"'

export const listChannels = defineCommand({
  name: 'list',
  summary: 'List channels, the newest first',
  options: {
    mine: flag('Only yours'),
    followed: flag('Only those that you follow'),
    hidden: flag('With --followed: those that nobody sees now, such as in the bin of their owner'),
    bin: flag('Yours in the bin'),
    search: option('<words>', 'Only those with these words in their name or handle'),
    ...pagingOptions,
  },
  examples: [
    ['channels list'],
    ['channels list --mine'],
    ['channels list --search kitch'],
    ['channels list --followed --hidden'],
    ["channels list --followed --json | jq -r '.[].handle'"],
  ],
  async run({ output, connect }, { mine, followed, hidden, bin, search, ...paging }) {
    if ([mine, followed, bin, search !== undefined].filter(Boolean).length > 1) {
      throw usageProblem('Give one of --mine, --followed, --bin and --search.')
    }
    if (hidden && !followed) throw usageProblem('--hidden goes together with --followed.')
    const { limit, pageSize } = pagingOf(paging)
    const { channels } = await connect()
    const view = { limit, columns: bin ? binColumns : columns }
    const asked = { limit: pageSize }
    if (search !== undefined) {
      const empty =
        'Nothing was found. Fewer words, or only the beginning of the last one, find more.'
      return output.list(channels.search.all({ query: search, ...asked }), { ...view, empty })
    }
    if (hidden) {
      const empty = 'You follow no channel that is hidden.'
      const items = channels.followedHidden.all(asked)
      return output.list(items, { limit, columns: hiddenColumns, empty })
    }
    if (followed) {
      const empty = 'You follow none. Look around: larder channels list'
      return output.list(channels.followed.all(asked), { ...view, empty })
    }
    if (bin || mine) {
      const empty = bin ? 'There is no channel in the bin.' : `You have no channel. ${CREATE}`
      return output.list(channels.mine.all({ inBin: bin, ...asked }), { ...view, empty })
    }
    const empty = `There is no channel yet. ${CREATE}`
    return output.list(channels.list.all(asked), { ...view, empty })
  },
})

import { defineCommand } from '../../command/define.ts'
import { option } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { localTime } from '../../output/local-time.ts'
import { usageProblem } from '../../problem.ts'

export const followedFeeds = defineCommand({
  name: 'feeds',
  summary: 'List the addresses at which feed readers find what you follow, or make or end one',
  description: 'The address is shown once. Whoever has it reads the feed, until it is ended.',
  options: {
    create: option('<name>', 'Make one, for this'),
    revoke: option('<feed>', 'End one, by its id', id),
  },
  examples: [
    ['notifications feeds'],
    ['notifications feeds --create "feed reader"'],
    ['notifications feeds --revoke 3'],
  ],
  async run({ output, connect, settings }, { create, revoke }) {
    if (create !== undefined && revoke !== undefined) {
      throw usageProblem('Give either --create or --revoke.')
    }
    const larder = await connect()
    const { feeds } = larder.notifications
    if (create !== undefined) {
      const feed = await feeds.create({ name: create })
      const url = `${settings.url}/feeds/${feed.token}.atom`
      output.answer(url, { url, ...feed })
      return output.note('This is shown once. As JSON Feed it ends in .json instead.')
    }
    if (revoke !== undefined) {
      return output.answer(`Feed ${revoke} is no more.`, await feeds.revoke({ id: revoke }))
    }
    await output.list(await feeds.list(), {
      columns: [
        { title: 'ID', value: (feed) => feed.id },
        { title: 'NAME', value: ({ name }) => name },
        { title: 'SINCE', value: ({ createdAt }) => localTime(createdAt) },
      ],
      empty: 'There is none. Make one: larder notifications feeds --create "feed reader"',
    })
  },
})

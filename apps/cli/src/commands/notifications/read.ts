import { defineCommand } from '../../command/define.ts'
import type { Parameter } from '../../command/parameter.ts'
import { flag } from '../../command/parameter.ts'
import { usageProblem } from '../../problem.ts'

const ids: Parameter<string[] | undefined> = { description: 'Their ids', repeatable: true }

export const readNotifications = defineCommand({
  name: 'read',
  summary: 'Mark notifications as read',
  arguments: { notifications: ids },
  options: { all: flag('All of them') },
  examples: [['notifications read 7 8'], ['notifications read --all']],
  async run({ output, connect }, { notifications = [], all }) {
    if (all === notifications.length > 0) throw usageProblem('Give either ids or --all.')
    const wrong = notifications.find((text) => !/^[1-9]\d{0,14}$/.test(text))
    if (wrong !== undefined) throw usageProblem(`"${wrong}" is not an id: those are numbers.`)
    const larder = await connect()
    const done = all
      ? await larder.notifications.markAllRead()
      : await larder.notifications.markRead({ ids: notifications.map(Number) })
    output.answer(all ? 'Everything is read.' : 'They are read.', done)
  },
})

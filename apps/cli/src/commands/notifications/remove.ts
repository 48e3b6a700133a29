import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const removeNotification = defineCommand({
  name: 'remove',
  summary: 'Remove a notification; you are not told of the same again',
  arguments: { notification: required('Its id', id) },
  examples: [['notifications remove 7']],
  async run({ output, connect }, { notification }) {
    const larder = await connect()
    const removed = await larder.notifications.remove({ id: notification })
    output.answer(`Notification ${notification} is removed.`, removed)
  },
})

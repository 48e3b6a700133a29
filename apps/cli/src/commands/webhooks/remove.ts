import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const removeWebhook = defineCommand({
  name: 'remove',
  summary: 'Remove a webhook with its deliveries',
  arguments: { webhook: required('Its id', id) },
  examples: [['webhooks remove 4']],
  async run({ output, connect }, { webhook: webhookId }) {
    const larder = await connect()
    const done = await larder.webhooks.remove({ id: webhookId })
    output.answer(`Webhook ${webhookId} is removed.`, done)
  },
})

import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { localTime } from '../../output/local-time.ts'
import { inOneWord, typesInWords } from './in-words.ts'

export const showWebhook = defineCommand({
  name: 'show',
  summary: 'Show one webhook',
  arguments: { webhook: required('Its id', id) },
  examples: [['webhooks show 4'], ['webhooks show 4 --json']],
  async run({ output, connect }, { webhook: webhookId }) {
    const larder = await connect()
    const webhook = await larder.webhooks.get({ id: webhookId })
    const { formerSecretsEndAt: end } = webhook
    output.record(webhook, [
      ['Id', webhook.id],
      ['URL', webhook.url],
      ['Events', typesInWords(webhook)],
      ['State', inOneWord(webhook)],
      ['What for', webhook.description || null],
      ['Former secrets', end && `good until ${localTime(end)}`],
      ['Since', localTime(webhook.createdAt)],
    ])
  },
})

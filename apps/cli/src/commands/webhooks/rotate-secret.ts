import { defineCommand } from '../../command/define.ts'
import { flag, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const rotateSecret = defineCommand({
  name: 'rotate-secret',
  summary: 'Give a webhook a new secret',
  description:
    'Prints the new secret, once. For a day deliveries carry the signatures of the former ones too, so that whoever receives them can change over.',
  arguments: { webhook: required('Its id', id) },
  options: { endFormer: flag('End the former secrets at once, because one of them leaked') },
  examples: [
    ['webhooks rotate-secret 4 > secret.txt', 'Only the secret is printed'],
    ['webhooks rotate-secret 4 --end-former'],
  ],
  async run({ output, connect }, { webhook: webhookId, endFormer }) {
    const larder = await connect()
    const webhook = await larder.webhooks.rotateSecret({ id: webhookId, endFormer })
    output.answer(webhook.secret, webhook)
    output.note(
      `That is the new secret of webhook ${webhookId}. It will not be shown again: keep it safe.`,
    )
  },
})

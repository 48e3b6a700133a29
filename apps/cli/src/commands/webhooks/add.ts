import { defineCommand } from '../../command/define.ts'
import { flag, option, repeatedOption, required } from '../../command/parameter.ts'
import { eventType } from './event-type.ts'

export const addWebhook = defineCommand({
  name: 'add',
  summary: 'Have events posted to a URL from now on',
  description:
    'Prints the secret to verify signatures with, once: it cannot be shown again. Without --type all events of your account and your household are posted.',
  arguments: { url: required('Where to: https://...') },
  options: {
    type: repeatedOption('<type>', 'Only events of this type; give several for more', eventType),
    description: option('<text>', 'What it is for'),
    disabled: flag('Do not post anything yet'),
  },
  examples: [
    ['webhooks add https://example.org/larder'],
    ['webhooks add https://example.org/larder --type ProductAdded --type ProductTakenOut'],
    ['webhooks add https://example.org/larder > secret.txt', 'Only the secret is printed'],
  ],
  async run({ output, connect }, { url, type: types, description, disabled }) {
    const larder = await connect()
    const webhook = await larder.webhooks.add({
      url,
      types: types.length > 0 ? types : null,
      description,
      enabled: !disabled,
    })
    output.answer(webhook.secret, webhook)
    output.note(
      `That is the secret of webhook ${webhook.id}. It will not be shown again: keep it safe.`,
    )
  },
})

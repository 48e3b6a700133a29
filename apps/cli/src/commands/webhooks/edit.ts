import { defineCommand } from '../../command/define.ts'
import { flag, option, repeatedOption, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { usageProblem } from '../../problem.ts'
import { eventType } from './event-type.ts'
import { inOneWord, typesInWords } from './in-words.ts'

export const editWebhook = defineCommand({
  name: 'edit',
  summary: 'Change a webhook, or switch it off and on',
  description: 'What happens while it is disabled is never posted.',
  arguments: { webhook: required('Its id', id) },
  options: {
    url: option('<url>', 'Where to'),
    type: repeatedOption('<type>', 'Only events of this type; give several for more', eventType),
    allTypes: flag('Events of all types'),
    description: option('<text>', 'What it is for'),
    enable: flag('Post to it from now on'),
    disable: flag('Post nothing to it from now on'),
  },
  examples: [
    ['webhooks edit 4 --url https://example.org/larder'],
    ['webhooks edit 4 --type ProductAdded'],
    ['webhooks edit 4 --disable'],
  ],
  async run({ output, connect }, { webhook: webhookId, type: types, ...options }) {
    const { url, allTypes, description, enable, disable } = options
    if (enable && disable) throw usageProblem('Give either --enable or --disable, not both.')
    if (allTypes && types.length > 0) throw usageProblem('Give either --type or --all-types.')
    const changes = {
      ...(url === undefined ? {} : { url }),
      ...(description === undefined ? {} : { description }),
      ...(allTypes ? { types: null } : types.length > 0 ? { types } : {}),
      ...(enable || disable ? { enabled: enable } : {}),
    }
    if (Object.keys(changes).length === 0) {
      throw usageProblem('Say what to change.', 'See: larder webhooks edit --help')
    }
    const larder = await connect()
    const webhook = await larder.webhooks.edit({ id: webhookId, ...changes })
    output.answer(
      `Webhook ${webhook.id} is ${inOneWord(webhook)}; it gets ${typesInWords(webhook)} at ${webhook.url}.`,
      webhook,
    )
  },
})

import { defineCommand } from '../../command/define.ts'
import { inOneWord, typesInWords } from './in-words.ts'

export const listWebhooks = defineCommand({
  name: 'list',
  summary: 'List your webhooks',
  examples: [['webhooks list'], ["webhooks list --json | jq -r '.[].url'"]],
  async run({ output, connect }) {
    const larder = await connect()
    const { items } = await larder.webhooks.list()
    await output.list(items, {
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'URL', value: ({ url }) => url, shrinks: true },
        { title: 'EVENTS', value: typesInWords, shrinks: true },
        { title: 'STATE', value: inOneWord },
        { title: 'WHAT FOR', value: ({ description }) => description, shrinks: true },
      ],
      empty: 'There is no webhook. Add one: larder webhooks add https://example.org/larder',
    })
  },
})

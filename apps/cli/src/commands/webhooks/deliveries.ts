import { defineCommand } from '../../command/define.ts'
import { choice, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localTime } from '../../output/local-time.ts'

const states = ['waiting', 'done', 'failed'] as const

export const listDeliveries = defineCommand({
  name: 'deliveries',
  summary: 'List what was sent to a webhook, and what came of it, newest first',
  arguments: { webhook: required('Its id', id) },
  options: {
    state: choice('<state>', states, 'Only those that wait, are done or failed'),
    ...pagingOptions,
  },
  examples: [
    ['webhooks deliveries 4'],
    ['webhooks deliveries 4 --state failed --all --json | jq -r ".[].id"'],
  ],
  async run({ output, connect }, { webhook: webhookId, state, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const deliveries = larder.webhooks.deliveries.list.all({ webhookId, state, limit: pageSize })
    await output.list(deliveries, {
      limit,
      columns: [
        { title: 'ID', value: (delivery) => delivery.id },
        { title: 'WHEN', value: ({ createdAt }) => localTime(createdAt) },
        { title: 'EVENT', value: ({ type }) => type },
        { title: 'STATE', value: (delivery) => delivery.state },
        { title: 'ATTEMPTS', value: ({ attempts }) => attempts },
        { title: 'NEXT', value: ({ nextTryAt }) => nextTryAt && localTime(nextTryAt) },
        { title: 'OUTCOME', value: ({ outcome }) => outcome, wraps: true },
      ],
      empty: 'Nothing was sent to it yet.',
    })
  },
})

import { setTimeout as sleep } from 'node:timers/promises'
import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { exitCodes } from '../../exit-codes.ts'

const LOOK_AGAIN_MS = 250

/** Longer than an attempt may take. */
const LONGEST_WAIT_MS = 20_000

export const testWebhook = defineCommand({
  name: 'test',
  summary: 'Post an event of the type WebhookTested, and say what came of it',
  description: 'Exits with 1 when the first attempt failed.',
  arguments: { webhook: required('Its id', id) },
  examples: [['webhooks test 4']],
  async run({ output, connect }, { webhook: webhookId }) {
    const { webhooks } = await connect()
    let delivery = await webhooks.test({ id: webhookId })
    const deadline = Date.now() + LONGEST_WAIT_MS
    while (delivery.state === 'waiting' && delivery.attempts === 0 && Date.now() < deadline) {
      await sleep(LOOK_AGAIN_MS)
      delivery = await webhooks.deliveries.get({ id: delivery.id })
    }
    output.record(delivery, [
      ['Delivery', delivery.id],
      ['State', delivery.state],
      ['Outcome', delivery.outcome ?? 'none yet'],
    ])
    if (delivery.state !== 'done') process.exitCode = exitCodes.failed
  },
})

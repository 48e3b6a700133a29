import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'

export const resendDelivery = defineCommand({
  name: 'resend',
  summary: 'Send a delivery again, also one that is done or failed',
  arguments: { delivery: required('Its id, as "larder webhooks deliveries" shows it', id) },
  examples: [
    ['webhooks resend 12'],
    [
      'webhooks deliveries 4 --state failed --all --json | jq ".[].id" | xargs -n 1 larder webhooks resend',
      'Everything that failed',
    ],
  ],
  async run({ output, connect }, { delivery: deliveryId }) {
    const larder = await connect()
    const delivery = await larder.webhooks.deliveries.resend({ id: deliveryId })
    output.answer(
      `Delivery ${delivery.id} to webhook ${delivery.webhookId} is sent again.`,
      delivery,
    )
  },
})

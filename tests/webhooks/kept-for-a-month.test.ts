import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { tidyUpIn } from '../background/perform-chores.ts'
import { Receiver, status } from './receiver.ts'

const DAY_MS = 86_400_000

const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' } })

test('Given old deliveries and secrets, when the server tidies up, then what is over for 30 days is gone', async () => {
  const { webhooks } = (await larder.person('ada')).larder
  const receiver = await Receiver.start()
  receiver.script.push(status(204), status(500))
  const { id: webhookId } = await webhooks.add({ url: receiver.url })
  await webhooks.rotateSecret({ id: webhookId })
  const done = await webhooks.test({ id: webhookId })
  await receiver.waitFor(1)
  const waiting = await webhooks.test({ id: webhookId })
  await receiver.waitFor(2)
  const kept = async () => (await webhooks.deliveries.list({ webhookId })).items.map(({ id }) => id)
  const secrets = () => larder.database.reader.selectFrom('webhook_secrets').select('id').execute()

  await tidyUpIn(larder, 30 * DAY_MS - 60_000)
  expect(await kept()).toEqual([waiting.id, done.id])
  expect(await secrets()).toHaveLength(1)
  await tidyUpIn(larder, 30 * DAY_MS + 60_000)
  expect(await kept()).toEqual([waiting.id])
})

import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase, startLarder } from '#harness'
import { Receiver } from './receiver.ts'
import { receiverCertificate } from './receiver-certificate.ts'

const { certificate, privateKey } = receiverCertificate()

const secure = (listener: Parameters<typeof createServer>[1]) =>
  createServer({ key: privateKey, cert: certificate }, listener)

/** Tries out a webhook to a receiver over https, and answers what came of the first attempt. */
async function attempt(receiver: Receiver, settings: Record<string, string>) {
  const larder = await startLarder({
    settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.1/32', ...settings },
  })
  const { webhooks } = (await larder.person('ada')).larder
  const { id } = await webhooks.add({ url: receiver.url })
  const delivery = await webhooks.test({ id })
  await expect
    .poll(() => webhooks.deliveries.get({ id: delivery.id }), { timeout: 10_000 })
    .toMatchObject({ attempts: 1 })
  return webhooks.deliveries.get({ id: delivery.id })
}

test('Given a receiver over https, when its certificate is trusted, then it is delivered to', async () => {
  const receiver = await Receiver.start(secure, 'https')
  const { directory } = await freshDatabase()
  const file = join(directory, 'trusted.pem')
  writeFileSync(file, certificate)
  expect(await attempt(receiver, { NODE_EXTRA_CA_CERTS: file })).toMatchObject({ state: 'done' })
  expect(receiver.types).toEqual(['WebhookTested'])
})

test('Given a receiver over https, when nobody vouches for its certificate, then it is told nothing', async () => {
  const receiver = await Receiver.start(secure, 'https')
  expect(await attempt(receiver, {})).toMatchObject({
    state: 'waiting',
    outcome: expect.stringContaining('self-signed certificate'),
  })
  expect(receiver.received).toEqual([])
})

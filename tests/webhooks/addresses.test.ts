import type { LookupAddress } from 'node:dns'
import { isIPv6 } from 'node:net'
import { createOutbound } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { afterwards, startLarder } from '#harness'
import { hostileHosts, publicHosts } from './hostile-addresses.ts'
import { larderHere } from './larder-here.ts'
import { Receiver } from './receiver.ts'

const cases = Object.entries(hostileHosts).flatMap(([what, hosts]) =>
  hosts.map((host) => [what, host] as const),
)

const larder = await startLarder()
const ada = await larder.person('ada')
const { webhooks } = ada.larder

describe('Given somebody who wants the server to reach what is near it', () => {
  test.each(cases)('when they register %s (%s), then it is refused', async (_, host) => {
    await expect(webhooks.add({ url: `https://${host}/hook` })).rejects.toMatchObject({
      reason: 'WEBHOOK_URL_OUT_OF_REACH',
      details: { origin: new URL(`https://${host}`).origin },
    })
    expect((await webhooks.list()).items).toEqual([])
  })

  test.each(publicHosts)('control: %s is on the public internet and is taken', async (host) => {
    const { id } = await webhooks.add({ url: `https://${host}/hook`, enabled: false })
    await webhooks.remove({ id })
  })

  test('when they register plain http, then it is refused, whatever the address is', async () => {
    const plain = webhooks.add({ url: 'http://93.184.215.14/hook' })
    await expect(plain).rejects.toMatchObject({ reason: 'WEBHOOK_URL_OUT_OF_REACH' })
  })

  test('when they change a webhook to such an address, then it is refused and stays as it was', async () => {
    const url = 'https://93.184.215.14/hook'
    const { id } = await webhooks.add({ url, enabled: false })
    const edit = webhooks.edit({ id, url: 'https://169.254.169.254/latest/meta-data' })
    await expect(edit).rejects.toMatchObject({ reason: 'WEBHOOK_URL_OUT_OF_REACH' })
    expect(await webhooks.get({ id })).toMatchObject({ url })
    await webhooks.remove({ id })
  })
})

describe('Given a row with such an address, from before the operator forbade it', () => {
  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '127.1'])(
    'when something is delivered to %s, then nobody connects',
    async (host) => {
      const receiver = await Receiver.start()
      const bob = await larder.person('bob')
      const { id } = await bob.larder.webhooks.add({ url: `https://93.184.215.14/${host}` })
      await larder.database.writer
        .updateTable('webhooks')
        .set({ url: `https://${host}:${receiver.port}/hook` })
        .where('id', '=', id)
        .execute()
      const connections = receiver.connections()
      const delivery = await bob.larder.webhooks.test({ id })
      await expect
        .poll(() => bob.larder.webhooks.deliveries.get({ id: delivery.id }), { timeout: 10_000 })
        .toMatchObject({ attempts: 1, outcome: expect.stringContaining('has no public address') })
      expect(connections()).toBe(0)
    },
  )
})

describe('Given a name server that answers something else every time', () => {
  const answers = new Map<string, string>()
  const resolve = async (host: string): Promise<LookupAddress[]> => {
    const address = answers.get(host) ?? '93.184.215.14'
    return [{ address, family: isIPv6(address) ? 6 : 4 }]
  }

  test('when a name leads to this machine only once it was registered, then nobody connects', async () => {
    const here = await larderHere({ outbound: createOutbound({ resolve }) })
    const eve = await here.person('eve')
    const receiver = await Receiver.start()
    const connections = receiver.connections()
    const host = 'rebinding.example'
    const url = `https://${host}:${receiver.port}/hook`
    const { id } = await eve.larder.webhooks.add({ url })
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1']) {
      answers.set(host, address)
      const delivery = await eve.larder.webhooks.test({ id })
      await expect
        .poll(() => eve.larder.webhooks.deliveries.get({ id: delivery.id }), { timeout: 10_000 })
        .toMatchObject({ attempts: 1, outcome: `"${host}" has no public address.` })
    }
    expect(connections()).toBe(0)
  })

  test('control: where this machine is allowed, the same name does lead to it', async () => {
    const outbound = createOutbound({ resolve, networks: ['127.0.0.0/8'] })
    const here = await larderHere({ outbound })
    const eve = await here.person('eve')
    const receiver = await Receiver.start()
    answers.set('allowed.example', '127.0.0.1')
    const url = `http://allowed.example:${receiver.port}/hook`
    const { id } = await eve.larder.webhooks.add({ url })
    await eve.larder.webhooks.test({ id })
    await receiver.waitFor(1)
    expect(receiver.received[0]?.headers.host).toBe(`allowed.example:${receiver.port}`)
  })
})

describe('Given an operator who allows a network', () => {
  test('when a webhook leads into it, then plain http is good enough, and other networks are as before', async () => {
    const settings = { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8, fd12:3456::/32' }
    const other = await startLarder({ settings })
    afterwards(() => other.close())
    const bob = await other.person('bob')
    const receiver = await Receiver.start()
    const { id } = await bob.larder.webhooks.add({ url: receiver.url })
    await bob.larder.webhooks.test({ id })
    await receiver.waitFor(1)
    await bob.larder.webhooks.add({ url: 'http://[fd12:3456::1]:81/hook', enabled: false })
    await bob.larder.webhooks.add({ url: 'http://[::ffff:127.0.0.1]:82/hook', enabled: false })
    for (const host of ['192.168.1.1', '[fd12:3457::1]', '[::1]']) {
      const add = bob.larder.webhooks.add({ url: `https://${host}/hook` })
      await expect(add).rejects.toMatchObject({ reason: 'WEBHOOK_URL_OUT_OF_REACH' })
    }
  })
})

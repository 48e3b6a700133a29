import { createOutbound } from '@larder/api'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { larderHere } from './larder-here.ts'
import { Receiver } from './receiver.ts'

const HOUR_MS = 3_600_000

const clock = { at: Date.now(), now: () => new Date(clock.at) }
const outbound = createOutbound({ networks: ['127.0.0.0/8'] })
const larder = await larderHere({ clock, outbound })

async function listening() {
  const { webhooks } = (await larder.person('ada')).larder
  const receiver = await Receiver.start()
  const added = await webhooks.add({ url: receiver.url })
  /** Which of these secrets the next delivery is signed with. */
  const verifying = async (secrets: string[]): Promise<boolean[]> => {
    const before = receiver.received.length
    await webhooks.test({ id: added.id })
    await receiver.waitFor(before + 1)
    const sent = receiver.received.at(-1)
    const headers = sent?.headers as Record<string, string>
    // Only the signature counts here: the time of the server is its own.
    const now = String(Math.floor(clock.at / 1_000))
    expect(headers['webhook-timestamp']).toBe(now)
    return secrets.map((secret) => {
      const verifier = new Webhook(secret)
      const signature = verifier.sign(headers['webhook-id'] ?? '', clock.now(), sent?.body ?? '')
      return (headers['webhook-signature'] ?? '').split(' ').includes(signature)
    })
  }
  return { webhooks, added, verifying }
}

describe('Given a webhook whose secret is rotated', () => {
  test('then for a day both secrets verify, and afterwards the new one only', async () => {
    const { webhooks, added, verifying } = await listening()
    const rotated = await webhooks.rotateSecret({ id: added.id })
    const secrets = [added.secret, rotated.secret]
    expect(rotated.formerSecretsEndAt).toBe(new Date(clock.at + 24 * HOUR_MS).toISOString())
    expect(await verifying(secrets)).toEqual([true, true])
    clock.at += 24 * HOUR_MS - 1
    expect(await verifying(secrets)).toEqual([true, true])
    clock.at += 1
    expect(await verifying(secrets)).toEqual([false, true])
    expect(await webhooks.get({ id: added.id })).toMatchObject({ formerSecretsEndAt: null })
  })

  test('again, because the answer was lost, then the one that is in use verifies all the same', async () => {
    const { webhooks, added, verifying } = await listening()
    await webhooks.rotateSecret({ id: added.id })
    const again = await webhooks.rotateSecret({ id: added.id })
    expect(await verifying([added.secret, again.secret])).toEqual([true, true])
  })

  test('very often, then the five before the present one verify', async () => {
    const { webhooks, added, verifying } = await listening()
    const secrets = [added.secret]
    for (let n = 0; n < 7; n++) {
      secrets.push((await webhooks.rotateSecret({ id: added.id })).secret)
    }
    expect(await verifying(secrets)).toEqual([false, false, true, true, true, true, true, true])
  })

  test('because it leaked, then the former ones end at once', async () => {
    const { webhooks, added, verifying } = await listening()
    const second = await webhooks.rotateSecret({ id: added.id })
    const third = await webhooks.rotateSecret({ id: added.id, endFormer: true })
    expect(third.formerSecretsEndAt).toBeNull()
    const secrets = [added.secret, second.secret, third.secret]
    expect(await verifying(secrets)).toEqual([false, false, true])
  })
})

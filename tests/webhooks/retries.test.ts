import { setTimeout as sleep } from 'node:timers/promises'
import { createOutbound } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { figure } from '#harness'
import { larderHere } from './larder-here.ts'
import { Receiver, status } from './receiver.ts'

/** Seconds between attempts: a day in all. */
const BACK_OFF = [5, 60, 300, 1_800, 7_200, 18_000, 28_800, 28_800]

/** Longer than the worker sleeps. */
const LOOKS_MS = 1_200

const clock = { at: Date.now(), now: () => new Date(clock.at) }
const outbound = createOutbound({ networks: ['127.0.0.0/8'] })
const larder = await larderHere({ clock, outbound })

async function listening(receiver: Receiver) {
  const { larder: api, freezer } = await larder.person('ada')
  const webhook = await api.webhooks.add({ url: receiver.url })
  const newest = async () => {
    const { items } = await api.webhooks.deliveries.list({ webhookId: webhook.id, limit: 1 })
    if (!items[0]) throw new Error('Nothing was planned.')
    return items[0]
  }
  return { webhook, api, freezer, newest }
}

describe('Given a receiver that fails', () => {
  test('when it goes on failing, then it is tried for a day, later and later, and then no more', async () => {
    const receiver = await Receiver.start()
    receiver.answer = status(500, 'out of order')
    const { freezer, newest } = await listening(receiver)
    await freezer()
    const begun = clock.at
    for (const [failed, seconds] of BACK_OFF.entries()) {
      await expect.poll(newest, { timeout: 5_000 }).toMatchObject({
        state: 'waiting',
        attempts: failed + 1,
        outcome: 'HTTP 500: out of order',
        nextTryAt: new Date(clock.at + seconds * 1_000).toISOString(),
      })
      clock.at += seconds * 1_000 - 1
      if (failed < 2) await sleep(LOOKS_MS)
      expect(receiver.received).toHaveLength(failed + 1)
      clock.at += 1
      await receiver.waitFor(failed + 2)
    }
    await expect
      .poll(newest, { timeout: 5_000 })
      .toMatchObject({ state: 'failed', attempts: 9, nextTryAt: null })
    clock.at += 86_400_000
    await sleep(LOOKS_MS)
    expect(receiver.received).toHaveLength(9)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const hours = (clock.at - 86_400_000 - begun) / 3_600_000
    expect(Math.round(hours)).toBe(24)
    figure(
      4,
      `webhooks: a receiver that fails is tried 9 times in ${hours.toFixed(1)} hours, under one id`,
    )
  })

  test('when it recovers, then the delivery is done', async () => {
    const receiver = await Receiver.start()
    receiver.script.push(status(500), status(404), status(503))
    const { freezer, newest } = await listening(receiver)
    await freezer()
    for (const [failed, seconds] of BACK_OFF.slice(0, 3).entries()) {
      await receiver.waitFor(failed + 1)
      await expect.poll(newest).toMatchObject({ state: 'waiting', attempts: failed + 1 })
      clock.at += seconds * 1_000
    }
    await expect.poll(newest).toMatchObject({ state: 'done', attempts: 4, outcome: 'HTTP 204.' })
  })

  test('when a failed delivery is sent again, then it has all its attempts once more', async () => {
    const receiver = await Receiver.start()
    receiver.script.push(status(500), status(500))
    const { api, freezer, newest } = await listening(receiver)
    await freezer()
    await expect.poll(newest).toMatchObject({ attempts: 1 })
    const { id, messageId } = await newest()
    await larder.database.writer
      .updateTable('tasks')
      .set({ state: 'failed', next_try_at: null, finished_at: clock.now().toISOString() })
      .where('id', '=', id)
      .execute()
    const resent = await api.webhooks.deliveries.resend({ id })
    expect(resent).toMatchObject({ id, messageId, state: 'waiting', attempts: 0, finishedAt: null })
    await receiver.waitFor(2)
    await expect.poll(newest).toMatchObject({ state: 'waiting', attempts: 1 })
    clock.at += 5_000
    await expect.poll(newest, { timeout: 5_000 }).toMatchObject({ state: 'done', attempts: 2 })
    await api.webhooks.deliveries.resend({ id })
    await receiver.waitFor(4)
    await expect.poll(newest).toMatchObject({ state: 'done', attempts: 1 })
  })
})

describe('Given a receiver that is gone', () => {
  test('when it answers 410, then the webhook is disabled and nothing more is sent', async () => {
    const receiver = await Receiver.start()
    receiver.script.push(status(500), status(410))
    const { webhook, api, freezer, newest } = await listening(receiver)
    await freezer()
    await expect.poll(newest).toMatchObject({ attempts: 1 })
    const first = await newest()
    await freezer()
    await expect.poll(newest).toMatchObject({
      state: 'failed',
      outcome: 'HTTP 410. The webhook is disabled now.',
    })
    const disabled = await api.webhooks.get({ id: webhook.id })
    expect(disabled).toMatchObject({ enabled: false, disabledBecause: 'gone' })
    await freezer()
    clock.at += 5_000
    await expect
      .poll(() => api.webhooks.deliveries.get({ id: first.id }), { timeout: 5_000 })
      .toMatchObject({ state: 'failed', outcome: 'The webhook is disabled.' })
    expect(receiver.received).toHaveLength(2)
    const { items } = await api.events.list({ types: ['WebhookDisabled'] })
    expect(items).toMatchObject([
      { payload: { webhookId: webhook.id, because: 'gone' }, by: { accountId: null } },
    ])
    await expect(api.webhooks.test({ id: webhook.id })).rejects.toMatchObject({
      reason: 'WEBHOOK_DISABLED',
    })
    await expect(api.webhooks.deliveries.resend({ id: first.id })).rejects.toMatchObject({
      reason: 'WEBHOOK_DISABLED',
    })
  })

  test('when it is enabled again, then it gets what happens from then on', async () => {
    const receiver = await Receiver.start()
    receiver.script.push(status(410))
    const { webhook, api, freezer } = await listening(receiver)
    await freezer()
    await expect.poll(() => api.webhooks.get({ id: webhook.id })).toMatchObject({ enabled: false })
    await freezer({ name: `meanwhile ${webhook.id}` })
    const enabled = await api.webhooks.edit({ id: webhook.id, enabled: true })
    expect(enabled).toMatchObject({ enabled: true, disabledBecause: null })
    await freezer({ name: `again ${webhook.id}` })
    await receiver.waitFor(2)
    expect(receiver.messages[1]?.data.payload).toMatchObject({ name: `again ${webhook.id}` })
  })
})

import { Running } from '@larder/api/src/event-log/tasks/running.ts'
import { describe, expect, test, vi } from 'vitest'

const FOR_EVER = 60_000

describe('Given an attempt that runs', () => {
  /** How often somebody asks to be told of its end. */
  function attempted() {
    const running = new Running()
    const { promise, resolve } = Promise.withResolvers<void>()
    const asked = vi.spyOn(promise, 'then')
    running.add({ subject: 'a film' }, promise)
    return { running, end: resolve, asked, stopping: new AbortController() }
  }

  test('when it is waited for again and again, then nothing more hangs on it each time', async () => {
    const { running, asked, stopping } = attempted()
    for (let times = 0; times < 20; times++) await running.change(1, stopping.signal)
    expect(asked).toHaveBeenCalledTimes(1)
    expect(running.size).toBe(1)
  })

  test('when it ends, then whoever waits goes on at once', async () => {
    const { running, end, stopping } = attempted()
    const waiting = running.change(FOR_EVER, stopping.signal)
    end()
    await waiting
    expect(running.size).toBe(0)
  })

  test('when everything stops, then whoever waits goes on at once', async () => {
    const { running, stopping } = attempted()
    const waiting = running.change(FOR_EVER, stopping.signal)
    stopping.abort()
    await waiting
    await running.change(FOR_EVER, stopping.signal)
    expect(running.size).toBe(1)
  })
})

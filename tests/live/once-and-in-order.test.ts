import { setTimeout as sleep } from 'node:timers/promises'
import type { Larder, LarderOptions } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import { figure, startLarder } from '#harness'
import type { Collected } from './collect.ts'
import { collect } from './collect.ts'
import { cuttingLine } from './cutting-line.ts'
import { startWriters, visiblePositions } from './writers.ts'

const WRITERS = 6
const long = { timeout: 120_000 }

const larder = await startLarder()
const neighbour = await startLarder({ on: larder })
const bob = await larder.person('bob')
const bobs = await bob.freezer()

/**
 * Ada with her freezer, and others who write into it while the test runs: through the server that she
 * follows, and through another one that nothing happens to.
 */
async function busyHousehold() {
  const ada = await larder.person('ada')
  const freezer = await ada.freezer({ boxes: WRITERS })
  const servers = Array.from({ length: WRITERS }, (_, writer) => (writer < 4 ? larder : neighbour))
  const writers = startWriters(
    servers.map((server) => patient(server, ada)),
    freezer,
  )
  // What bob does is for nobody else to see, but takes positions in between.
  const others = startWriters([patient(neighbour, bob)], bobs)
  const start = (await ada.larder.events.list()).position
  return {
    ada,
    start,
    /** Ends the writing, and answers what is to be seen since it began. */
    async stop(): Promise<number[]> {
      await Promise.all([writers.stop(), others.stop()])
      return visiblePositions(larder.database, ada, start)
    },
  }
}

function patient(server: TestServer, person: Person, options: Partial<LarderOptions> = {}): Larder {
  return createLarder({ url: server.url, token: person.session, retries: 30, ...options })
}

/** Forgets where it was when it comes back, as a client would that does not know of positions. */
function forgetful(server: TestServer, person: Person, url = server.url): Larder {
  const fetch: LarderOptions['fetch'] = (to, init) =>
    globalThis.fetch(to, {
      ...init,
      body: String(init.body).replace(/,?"lastEventId":"\d+"/, ''),
    })
  return createLarder({ url, token: person.session, retries: 30, fetch })
}

async function positionsOnce(collected: Collected, visible: number[]): Promise<number[]> {
  const last = visible.at(-1)
  await collected.until(({ position }) => position === last, 30_000)
  return collected.events.map(({ position }) => position)
}

describe('Given six who write all the time, and one who follows', () => {
  test('when the server is killed, then every event comes once and in order', long, async () => {
    const { ada, start, stop } = await busyHousehold()
    const [steady, forgetting] = [
      collect(patient(larder, ada), { after: start }),
      collect(forgetful(larder, ada), { after: start }),
    ]
    for (const wait of [1_500, 800]) {
      await sleep(wait)
      await larder.kill('SIGKILL')
      await larder.restart()
    }
    await sleep(500)
    const visible = await stop()
    expect(await positionsOnce(steady, visible)).toEqual(visible)
    expect(steady.interruptions.length).toBeGreaterThanOrEqual(2)
    // control: without the last id events come twice.
    expect((await positionsOnce(forgetting, visible)).length).toBeGreaterThan(visible.length)
    figure(4, `2 kills of the server: ${visible.length} events followed, each once and in order`)
  })

  test('when the server is restarted, then every event comes once and in order', long, async () => {
    const { ada, start, stop } = await busyHousehold()
    const [steady, forgetting] = [
      collect(patient(larder, ada), { after: start }),
      collect(forgetful(larder, ada)),
    ]
    await sleep(1_000)
    await larder.restart()
    await sleep(1_000)
    const visible = await stop()
    expect(await positionsOnce(steady, visible)).toEqual(visible)
    expect(steady.interruptions[0]).toMatchObject({ reason: 'UNREACHABLE' })
    // control: who begins anew with "now" misses what happened meanwhile.
    const first = visible.indexOf(forgetting.events[0]?.position ?? 0)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(forgetting.events.length).toBeLessThan(visible.length - first)
  })

  test(
    'when connections break in the middle of events, then each comes once and in order',
    long,
    async () => {
      const { ada, start, stop } = await busyHousehold()
      const line = await cuttingLine(larder.url, () => 2_000 + Math.random() * 20_000)
      const [steady, forgetting] = [
        collect(patient(larder, ada, { url: line.url }), { after: start }),
        collect(forgetful(larder, ada, line.url), { after: start }),
      ]
      while (steady.interruptions.length < 4) await sleep(50)
      const visible = await stop()
      line.heal()
      expect(await positionsOnce(steady, visible)).toEqual(visible)
      // control
      expect((await positionsOnce(forgetting, visible)).length).toBeGreaterThan(visible.length)
      figure(
        4,
        `${steady.interruptions.length} connections cut: ${visible.length} events, each once and in order`,
      )
    },
  )
})

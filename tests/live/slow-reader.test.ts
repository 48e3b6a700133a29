import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { afterwards, figure, startLarder } from '#harness'
import { fillLog, largeEvent } from './fill-log.ts'
import { residentMemory } from './resident-memory.ts'
import { slowReader } from './slow-reader.ts'

const EVENTS = 20_000
const READERS = 9
/** Of 400 MB that wait for them. */
const MOST_BYTES = 150 * 1_024 * 1_024
const long = { timeout: 120_000 }

/** As `npm start` has it. */
const settings = { NODE_OPTIONS: '--max-semi-space-size=2' }

/** How much more a process takes, at most, for readers after the first one. */
async function growth(pid: number, open: () => Promise<unknown>): Promise<number> {
  await open()
  await sleep(2_000)
  const before = residentMemory(pid)
  await Promise.all(Array.from({ length: READERS }, open))
  let most = 0
  for (let look = 0; look < 20; look++) {
    await sleep(200)
    most = Math.max(most, residentMemory(pid) - before)
  }
  return most
}

/** The ids of everything that a feed has sent until it has nothing more. */
async function idsIn(feed: IncomingMessage): Promise<number[]> {
  const ids: number[] = []
  let rest = ''
  for await (const piece of feed) {
    const messages = (rest + piece).split('\n\n')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      if (message.includes('"Bookmark"')) return ids
      if (message.includes('\nid: ')) ids.push(Number(message.split('\nid: ')[1]))
    }
  }
  throw new Error(`It ended after ${ids.length} events.`)
}

describe.runIf(existsSync('/proc/self/status'))('Given readers that take nothing', () => {
  test('when 20,000 events wait for each, then the server keeps few in memory', long, async () => {
    const larder = await startLarder({ settings })
    const ada = await larder.person('ada')
    await fillLog(larder.database, {
      count: EVENTS,
      audience: `account-${ada.accountId}`,
      ...largeEvent,
    })
    await ada.larder.events.list()
    const readers: Promise<IncomingMessage>[] = []
    const open = async () => {
      readers.push(slowReader(larder.url, ada.session, { after: 0 }))
      await readers.at(-1)
    }
    const grown = await growth(larder.pid, open)
    expect(grown).toBeLessThan(MOST_BYTES)
    // Others are served as ever, and the slow ones get everything when they take it.
    expect(await ada.larder.accounts.whoAmI()).toMatchObject({ id: ada.accountId })
    const [first] = await Promise.all(readers)
    const ids = first ? await idsIn(first) : []
    expect(ids.length).toBeGreaterThan(EVENTS)
    expect(ids.filter((id, index) => id !== index + 1)).toEqual([])
    figure(4, `${READERS} slow readers, ${EVENTS} events (44 MB) each: +${megabytes(grown)} MB`)
  })

  test('control: when a server sends on regardless, then it is found to grow', long, async () => {
    const child = fork(join(import.meta.dirname, 'heedless-server.ts'), [`${EVENTS}`, '2200'])
    afterwards(() => child.kill('SIGKILL'))
    const [port] = await once(child, 'message')
    const open = () => slowReader(`http://127.0.0.1:${port}`, '', {})
    expect(await growth(child.pid ?? 0, open)).toBeGreaterThan(2 * MOST_BYTES)
  })
})

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_024 / 1_024)
}

import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { afterwards, figure, startLarder } from '#harness'
import { fillLog, largeEvent } from './fill-log.ts'
import type { HeldMemory } from './held-memory.ts'
import { heldMemory } from './held-memory.ts'
import { slowReader } from './slow-reader.ts'

const EVENTS = 20_000
const READERS = 9
/** A tenth of what waits for them. */
const MOST_BYTES = 40 * 1_024 * 1_024
const long = { timeout: 120_000 }

/** How much more a process holds for readers after the first one, once all have what they take. */
async function growth(held: HeldMemory, open: () => Promise<unknown>): Promise<number> {
  await open()
  const before = await held.atRest()
  await Promise.all(Array.from({ length: READERS }, open))
  return (await held.atRest()) - before
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

describe('Given readers that take nothing', () => {
  test('when 20,000 events wait for each, then the server keeps few in memory', long, async () => {
    const held = await heldMemory()
    const larder = await startLarder({ settings: held.settings })
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
    const grown = await growth(held, open)
    expect(grown).toBeLessThan(MOST_BYTES)
    // Others are served as ever, and the slow ones get everything when they take it.
    expect(await ada.larder.accounts.whoAmI()).toMatchObject({ id: ada.accountId })
    const [first] = await Promise.all(readers)
    const ids = first ? await idsIn(first) : []
    expect(ids.length).toBeGreaterThan(EVENTS)
    expect(ids.filter((id, index) => id !== index + 1)).toEqual([])
    figure(
      4,
      `${READERS} slow readers, ${EVENTS} events (44 MB) each: +${megabytes(grown)} MB held`,
    )
  })

  test('control: when a server sends on regardless, then it is found to grow', long, async () => {
    const held = await heldMemory()
    const program = join(import.meta.dirname, 'heedless-server.ts')
    const env = { ...process.env, ...held.settings }
    const child = fork(program, [`${EVENTS}`, '2200'], { env })
    afterwards(() => child.kill('SIGKILL'))
    const [port] = await once(child, 'message')
    const open = () => slowReader(`http://127.0.0.1:${port}`, '', {})
    expect(await growth(held, open)).toBeGreaterThan(5 * MOST_BYTES)
  })
})

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_024 / 1_024)
}

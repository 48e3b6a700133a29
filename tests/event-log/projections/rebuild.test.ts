import { rebuild } from '@larder/api'
import { ProjectionRunner } from '@larder/api/src/event-log/projections/runner.ts'
import { expect, test } from 'vitest'
import { afterwards } from '#harness'
import { makePlace } from './place.ts'
import { generationsOf, readTally, tally } from './tally.ts'

const place = await makePlace()
const { services } = place
const { database } = services
const projection = tally()
const options = { holder: 'test' }

const streams = ['a', 'b', 'c']
let written = 0

/** One event after the other, each with the number of its turn. */
async function write(events: number): Promise<void> {
  for (let left = events; left > 0; left--) {
    const stream = streams[written % streams.length] ?? ''
    await place.note([[stream, String(written++)]])
    // SQLite answers before anybody else gets a turn.
    await new Promise(setImmediate)
  }
}

/** What a tally of everything written is. */
function everything(prefix = ''): Record<string, string> {
  const notes = Array.from({ length: written }, (_, n) => n)
  return Object.fromEntries(
    streams.map((stream, index) => [
      stream,
      notes
        .filter((n) => n % streams.length === index)
        .map((n) => `${prefix}${n}`)
        .join(' '),
    ]),
  )
}

function countIn(seen: Record<string, string>): number {
  return Object.values(seen).join(' ').split(' ').filter(Boolean).length
}

test('Given a rebuild while writers write, then readers never see less than before', async () => {
  await write(300)
  await place.catchUp(projection)
  let isOver = false
  const counts: number[] = []
  const reading = (async () => {
    while (!isOver) {
      counts.push(countIn(await readTally(database.reader)))
      await new Promise(setImmediate)
    }
  })()
  const runner = new ProjectionRunner(services, {
    projections: [projection],
    holder: 'live',
    onFailure: (_, error) => {
      throw error
    },
  })
  runner.start()
  await Promise.all([write(100), rebuild(services, projection, options)])
  isOver = true
  await reading
  await runner.stop()
  await place.catchUp(projection)
  expect(counts.length).toBeGreaterThan(10)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(300)
  expect(await readTally(database.reader)).toEqual(everything())
  expect(await generationsOf(database.reader)).toBe(1)
})

test('Given a rebuild that was broken off, when it is started again, then it goes on where it was', async () => {
  const stopping = new AbortController()
  let applied = 0
  const careful = tally({ check: () => void (++applied === 150 && stopping.abort()) })
  await rebuild(services, careful, { ...options, signal: stopping.signal })
  expect(applied).toBeLessThan(written)
  expect(await readTally(database.reader)).toEqual(everything())
  expect(await generationsOf(database.reader)).toBe(2)
  await rebuild(services, careful, options)
  expect(applied).toBe(written)
  expect(await readTally(database.reader)).toEqual(everything())
  expect(await generationsOf(database.reader)).toBe(1)
})

test('Given several processes that start the same rebuild, then it is done once and right', async () => {
  const holders = ['one', 'two', 'three']
  await Promise.all(holders.map((holder) => rebuild(services, projection, { holder })))
  expect(await readTally(database.reader)).toEqual(everything())
  expect(await generationsOf(database.reader)).toBe(1)
})

test('Given a version raised in the code, when a process starts, then it is rebuilt by itself', async () => {
  const raised = tally({ version: 2 })
  const runners = ['one', 'two'].map((holder) => {
    const onFailure = (_: string, error: unknown) => {
      throw error
    }
    return new ProjectionRunner(services, { projections: [raised], holder, onFailure })
  })
  services.log.start()
  afterwards(() => services.log.stop())
  for (const runner of runners) runner.start()
  await expect
    .poll(() => readTally(database.reader), { timeout: 20_000 })
    .toEqual(everything('v2:'))
  await write(3)
  await expect
    .poll(() => readTally(database.reader), { timeout: 20_000 })
    .toEqual(everything('v2:'))
  await Promise.all(runners.map((runner) => runner.stop()))
  expect(await generationsOf(database.reader)).toBe(1)
})

test('Given a newer version at work, then an older process leaves it alone', async () => {
  const before = await readTally(database.reader)
  await write(3)
  await place.catchUp(tally({ version: 1 }))
  await expect(rebuild(services, tally({ version: 1 }), options)).rejects.toThrow('newer version')
  expect(await readTally(database.reader)).toEqual(before)
})

test('control: a rebuild that cleared the table and filled it again would show less', async () => {
  const raised = tally({ version: 2 })
  await place.catchUp(raised)
  const counts = [countIn(await readTally(database.reader))]
  await database.transaction(async (db) => {
    await db.deleteFrom('tally' as never).execute()
    await db.updateTable('projections').set({ position: 0 }).execute()
  })
  counts.push(countIn(await readTally(database.reader)))
  await place.catchUp(raised)
  counts.push(countIn(await readTally(database.reader)))
  expect(counts).not.toEqual(counts.toSorted((a, b) => a - b))
})

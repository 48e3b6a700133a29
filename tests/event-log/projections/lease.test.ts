import { findCursor } from '@larder/api/src/event-log/projections/cursor.ts'
import { ProjectionRunner } from '@larder/api/src/event-log/projections/runner.ts'
import { expect, test } from 'vitest'
import { afterwards, figure } from '#harness'
import { makePlace } from './place.ts'
import { readTally, tally } from './tally.ts'

const { services, note } = await makePlace()
const { database, log } = services
log.start()
afterwards(() => log.stop())
const projection = tally()

function start(holder: string): ProjectionRunner {
  const onFailure = (_: string, error: unknown): void => {
    throw error
  }
  const runner = new ProjectionRunner(services, { projections: [projection], holder, onFailure })
  runner.start()
  return runner
}

test('Given two processes that derive, then one does it, and the other takes over when it stops', async () => {
  const [one, two] = [start('one'), start('two')]
  const notes = Array.from({ length: 100 }, (_, n) => String(n))
  await note(notes.slice(0, 50).map((each) => ['a', each]))
  await expect.poll(seen('a')).toBe(notes.slice(0, 50).join(' '))
  const { lease_holder: holder } = (await findCursor(database.reader, 'tally')) ?? {}
  await (holder === 'one' ? one : two).stop()
  await note(notes.slice(50).map((each) => ['a', each]))
  await expect.poll(seen('a'), { timeout: 5_000 }).toBe(notes.join(' '))
  await (holder === 'one' ? two : one).stop()
})

test('Given a process that stopped in order, then the one that starts next goes on at once', async () => {
  const first = start('first')
  await note([['b', 'b1']])
  await expect.poll(seen('b')).toBe('b1')
  await first.stop()
  await note([['b', 'b2']])
  const startedAt = performance.now()
  const second = start('second')
  await expect.poll(seen('b'), { interval: 5 }).toBe('b1 b2')
  const tookMs = Math.round(performance.now() - startedAt)
  figure(5, `stopped in order and started again: went on after ${tookMs} ms`)
  expect(tookMs).toBeLessThan(900)
  await second.stop()
})

test('Given a lease from a clock that was an hour ahead, then it keeps nobody from going on', async () => {
  const leaseUntil = new Date(Date.now() + 3_600_000).toISOString()
  await database.writer
    .updateTable('projections')
    .set({ lease_holder: 'gone', lease_until: leaseUntil })
    .where('name', '=', 'tally')
    .execute()
  await note([['c', 'c1']])
  const runner = start('third')
  await expect.poll(seen('c'), { timeout: 5_000 }).toBe('c1')
  await runner.stop()
})

function seen(stream: string): () => Promise<string | undefined> {
  return async () => (await readTally(database.reader))[stream]
}

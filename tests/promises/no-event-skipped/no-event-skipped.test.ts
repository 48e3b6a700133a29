import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterwards, figure, freshDatabase, runScript } from '#harness'
import type { Seen } from './consumers.ts'
import { followIds, followPositions } from './consumers.ts'

/** The long version: `EVENTS=100000`. */
const EVENTS = Number(process.env['EVENTS'] ?? 3_000)
const PROCESSES = 2
const WRITERS = 16

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const services = createServices(database)
services.log.start()
afterwards(() => services.log.stop())

describe(`Given ${WRITERS} writers in ${PROCESSES} processes that dawdle before they commit, or roll back`, () => {
  let byPosition: Seen[]
  let byId: Seen[]
  let all: number[]
  let kills: number

  beforeAll(
    async () => {
      const consumers = [followPositions(services), followIds(services)]
      const share = [databaseUrl, String(WRITERS / PROCESSES), String(EVENTS / PROCESSES)]
      const path = join(import.meta.dirname, 'writers.ts')
      const writers = Array.from({ length: PROCESSES }, () => runScript(path, ...share))
      const killing = killNumberersUntil(Promise.all(writers.map((each) => each.ended())))
      kills = await killing
      await services.log.look()
      await Promise.all(consumers.map((consumer) => consumer.stop()))
      ;[byPosition = [], byId = []] = consumers.map(({ seen }) => seen)
      const rows = await database.reader.selectFrom('events').select('id').execute()
      all = rows.map(({ id }) => id)
    },
    60_000 + EVENTS * 20,
  )

  test('then whoever follows positions gets every event once, and none that was rolled back', () => {
    expect(all).toHaveLength(EVENTS)
    expect(byPosition.map(({ id }) => id).sort(ascending)).toEqual(all.sort(ascending))
    figure(
      4,
      `${EVENTS} events of ${WRITERS} writers in ${PROCESSES} processes, ${kills} kills of one that numbered: 0 skipped`,
    )
  })

  test('then the positions are 1, 2, 3 ... without gaps', () => {
    expect(byPosition.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1))
  })

  test('then the events of a stream come in the order of their versions', () => {
    const streams = Map.groupBy(byPosition, ({ stream }) => stream)
    for (const events of streams.values()) {
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1))
    }
  })

  test('control: whoever remembers the last id misses some, where transactions run side by side', () => {
    const skipped = all.length - byId.length
    // On SQLite they run one after the other, and ids are as good as positions.
    if (database.engine === 'sqlite') expect(skipped).toBe(0)
    else expect(skipped).toBeGreaterThan(0)
    figure(4, `control: remembering the last id skipped ${skipped} of ${EVENTS}`)
  })
})

/** Kills one process after another that numbers, at random moments. On SQLite none does. */
async function killNumberersUntil(end: Promise<unknown>): Promise<number> {
  let isOver = false
  const over = end.finally(() => (isOver = true))
  let kills = 0
  while (!isOver && database.engine === 'mysql') {
    const numberer = runScript(join(import.meta.dirname, 'numberer.ts'), databaseUrl)
    await numberer.says()
    await Promise.race([sleep(Math.random() * 300), over])
    await numberer.kill()
    kills++
  }
  await over
  return kills
}

function ascending(a: number, b: number): number {
  return a - b
}

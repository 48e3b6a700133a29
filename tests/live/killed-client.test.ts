import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { startTail } from './tail.ts'
import { startWriters, visiblePositions } from './writers.ts'

const KILLS = Number(process.env['KILLS'] ?? 4)
const long = { timeout: 60_000 + KILLS * 10_000 }

const larder = await startLarder()
const ada = await larder.person('ada')
const freezer = await ada.freezer()

/** Follows, is killed in the middle of it, and follows again, as `from` says. */
async function followWithKills(from: (last: number) => string[]) {
  const start = (await ada.larder.events.list()).position
  const writers = startWriters(Array(4).fill(ada.larder), freezer)
  const printed: number[] = []
  let visible: number[] = []
  for (let kill = 0; kill <= KILLS; kill++) {
    const args = kill === 0 ? ['--after', String(start)] : from(printed.at(-1) ?? start)
    const tail = startTail(larder, ada.session, '--follow', ...args)
    await tail.until(() => true)
    await sleep(50 + Math.random() * 400)
    if (kill === KILLS) {
      await writers.stop()
      visible = await visiblePositions(larder.database, ada, start)
      await tail.until(({ position }) => position === visible.at(-1))
    }
    await tail.kill('SIGKILL')
    printed.push(...tail.events().map(({ position }) => position))
  }
  return { printed, visible }
}

describe('Given a client that is killed while four write, and goes on after what it got last', () => {
  test('when it follows again, then it has every event once and in order', long, async () => {
    const { printed, visible } = await followWithKills((last) => ['--after', String(last)])
    expect(printed).toEqual(visible)
    figure(4, `${KILLS} kills of a client: ${visible.length} events, each once and in order`)
  })

  test(
    'control: when it follows again without saying after what, then it misses some',
    long,
    async () => {
      const { printed, visible } = await followWithKills(() => [])
      expect(printed.length).toBeLessThan(visible.length)
    },
  )
})

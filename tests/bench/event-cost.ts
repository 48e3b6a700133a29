import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Server } from './larder-server.ts'
import { start, stop } from './processes.ts'
import type { Figures } from './requests.ts'
import { adding, measure } from './requests.ts'
import { seed } from './seed.ts'
import { seedEvents } from './seed-events.ts'

const PRODUCTS = 100_000
const ROUNDS = 25
const WARM_UP = 3
const MOST_OF_AN_ADD = 0.15
const MOST_OF_DERIVING = 0.15

/** An add with its event and without, on one server in turns; prints what part the event is. */
export async function benchEventCost(synchronous: 'FULL' | 'NORMAL'): Promise<boolean> {
  return withServers(seedWithEvents, [[synchronous]], async ([server]) => {
    const turn = async (events: boolean): Promise<Figures> => {
      await toggle(server.child, events)
      return measure(server, adding.path, adding)
    }
    const part = await compare(
      () => turn(true),
      () => turn(false),
    )
    return report(`the event, ${synchronous}`, part, synchronous === 'FULL' ? MOST_OF_AN_ADD : 1)
  })
}

/** An add on a server that keeps the projections up to date, and on one that does not, in turns. */
export async function benchDeriving(synchronous: 'FULL' | 'NORMAL'): Promise<boolean> {
  const ways = [
    [synchronous, 'derives'],
    [synchronous, 'does not'],
  ]
  return withServers(seedPlain, ways, async ([deriving, plain]) => {
    const turn = (server: Server) => measure(server, adding.path, adding)
    const part = await compare(
      () => turn(deriving),
      () => turn(plain),
    )
    return report(`deriving, ${synchronous}`, part, MOST_OF_DERIVING)
  })
}

/** What part of the first is not in the second, of the time and of the CPU; medians over the rounds. */
async function compare(
  more: () => Promise<Figures>,
  less: () => Promise<Figures>,
): Promise<{ time: number; cpu: number }> {
  const time: number[] = []
  const cpu: number[] = []
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    // Whoever is second finds the machine warm: they take turns in that too.
    const isFirst = round % 2 === 0
    const first = await (isFirst ? more() : less())
    const second = await (isFirst ? less() : more())
    const [whole, rest] = isFirst ? [first, second] : [second, first]
    if (round < WARM_UP) continue
    time.push(1 - whole.perSecond / rest.perSecond)
    cpu.push(1 - rest.cpuMicroseconds / whole.cpuMicroseconds)
  }
  return { time: median(time), cpu: median(cpu) }
}

function report(what: string, part: { time: number; cpu: number }, most: number): boolean {
  const goal = most < 1 ? ` (goal ${percent(most)})` : ''
  console.log(
    `${what.padEnd(18)} ${percent(part.time)} of an add, ${percent(part.cpu)} of its CPU${goal}`,
  )
  return part.time <= most
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)} %`
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

async function toggle(server: ChildProcess, events: boolean): Promise<void> {
  server.send({ events })
  await once(server, 'message')
}

async function withServers(
  fill: (path: string) => Promise<void>,
  ways: string[][],
  run: (servers: [Server, Server]) => Promise<boolean>,
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  const servers: Server[] = []
  try {
    await fill(join(folder, 'seeded.db'))
    for (const [index, way] of ways.entries()) {
      const path = join(folder, `${index}.db`)
      copyFileSync(join(folder, 'seeded.db'), path)
      const child = start(0, 'switchable-server.ts', [path, ...way])
      const [{ port }] = (await once(child, 'message')) as [{ port: number }]
      servers.push({ child, port })
    }
    return await run(servers as [Server, Server])
  } finally {
    await Promise.all(servers.map(({ child }) => stop(child)))
    rmSync(folder, { recursive: true })
  }
}

async function seedPlain(path: string): Promise<void> {
  await seed(path, PRODUCTS)
}

async function seedWithEvents(path: string): Promise<void> {
  await seed(path, PRODUCTS)
  seedEvents(path)
}

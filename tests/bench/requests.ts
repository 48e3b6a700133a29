import { deepStrictEqual } from 'node:assert'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Server } from './larder-server.ts'
import { startLarder } from './larder-server.ts'
import type { Job, LoadResult } from './load.ts'
import { cpuMicroseconds, residentMegabytes, start, stop } from './processes.ts'
import { BOXES, FREEZERS, seed, TOKEN } from './seed.ts'

interface Case {
  name: string
  path: string
  floorPath: string
  bodies: string[]
  keyed: boolean
  target: number
}

export interface Figures {
  perSecond: number
  cpuMicroseconds: number
  p50Microseconds: number
  megabytes: number
}

const PRODUCTS = 100_000
// Many short turns: what slows the machine down for a while then slows both servers alike.
const ROUNDS = 25
const SECONDS = 0.7
const WARM_UP = 4
const MOST_MEGABYTES = 120

/** Puts products into all boxes, each under an idempotency key. */
export const adding: Case = {
  name: 'add',
  path: '/trpc/freezers.products.add',
  floorPath: '/add',
  bodies: Array.from({ length: 997 }, (_, i) =>
    JSON.stringify({
      freezerId: 1 + (i % FREEZERS),
      box: 1 + ((i * 31) % BOXES),
      name: `leek soup ${i}`,
      typeId: 1 + (i % 25),
    }),
  ),
  keyed: true,
  target: 0.5,
}

const cases: Case[] = [
  {
    name: 'read one by id',
    path: '/trpc/freezers.products.get',
    floorPath: '/read',
    bodies: Array.from({ length: 997 }, (_, i) =>
      JSON.stringify({ id: 1 + ((i * 7919) % PRODUCTS) }),
    ),
    keyed: false,
    target: 0.6,
  },
  {
    name: 'list 50 of 100,000',
    path: '/trpc/freezers.products.list',
    floorPath: '/list',
    bodies: ['{"inside":true}'],
    keyed: false,
    target: 0.75,
  },
  adding,
]

/** Our server and the bare route, in turns, on the same data; prints the ratios. */
export async function benchRequests(synchronous: 'FULL' | 'NORMAL'): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  try {
    const seeded = join(folder, 'seeded.db')
    await seed(seeded, PRODUCTS)
    copyFileSync(seeded, join(folder, 'larder.db'))
    copyFileSync(seeded, join(folder, 'floor.db'))
    const larder = await startLarder(folder, synchronous)
    const floor = await startFloor(join(folder, 'floor.db'), synchronous)
    try {
      return await compare(larder, floor)
    } finally {
      await Promise.all([stop(larder.child), stop(floor.child)])
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(larder: Server, floor: Server): Promise<boolean> {
  let reached = true
  for (const test of cases) {
    if (!test.keyed) await requireSameAnswer(test, larder, floor)
    const ratios: number[] = []
    let ours: Figures | undefined
    let bare: Figures | undefined
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      bare = await measure(floor, test.floorPath, { ...test, keyed: false })
      ours = await measure(larder, test.path, test)
      // The first rounds warm both up.
      if (round >= WARM_UP) ratios.push(ours.perSecond / bare.perSecond)
    }
    if (!ours || !bare) continue
    ratios.sort((a, b) => a - b)
    const quantile = (part: number) => ratios[Math.floor(part * ratios.length)] ?? 0
    const ratio = quantile(0.5)
    reached &&= ratio >= test.target && ours.megabytes <= MOST_MEGABYTES
    console.log(
      `${test.name.padEnd(20)} ratio ${ratio.toFixed(2)} (${quantile(0.1).toFixed(2)} to ${quantile(0.9).toFixed(2)}, goal ${test.target})` +
        `  ours ${line(ours)}  bare ${line(bare)}`,
    )
  }
  return reached
}

function line(figures: Figures): string {
  const { perSecond, cpuMicroseconds: cpu, p50Microseconds: p50, megabytes } = figures
  return `${Math.round(perSecond)}/s, ${Math.round(cpu)} us CPU, p50 ${p50} us, ${megabytes} MB`
}

/** What a server does in one short turn under load. */
export async function measure(
  server: Server,
  path: string,
  test: Pick<Case, 'bodies' | 'keyed'>,
): Promise<Figures> {
  const before = cpuMicroseconds(server.child)
  const load = start(1, 'load.ts')
  const job: Job = {
    ...test,
    port: server.port,
    path,
    token: TOKEN,
    connections: 8,
    seconds: SECONDS,
  }
  load.send(job)
  const [result] = (await Promise.race([
    once(load, 'message'),
    once(load, 'exit').then(() => Promise.reject(new Error('the load ended early'))),
  ])) as [LoadResult]
  return {
    perSecond: result.requests / result.seconds,
    cpuMicroseconds: (cpuMicroseconds(server.child) - before) / result.requests,
    p50Microseconds: result.p50Microseconds,
    megabytes: residentMegabytes(server.child),
  }
}

/** A ratio only means something when both do the same work. */
async function requireSameAnswer(test: Case, larder: Server, floor: Server): Promise<void> {
  const ask = async (port: number, path: string): Promise<{ result: { data: unknown } }> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: test.bodies[0] ?? '',
    })
    return (await response.json()) as { result: { data: unknown } }
  }
  const ours = await ask(larder.port, test.path)
  const bare = await ask(floor.port, test.floorPath)
  const { nextCursor: _, ...data } = ours.result.data as { nextCursor?: string }
  deepStrictEqual(data, bare.result.data, `${test.name}: the two servers answer differently`)
}

async function startFloor(path: string, synchronous: string): Promise<Server> {
  const child = start(0, 'floor-server.ts', [path, synchronous])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, port }
}

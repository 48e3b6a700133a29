import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appRouter, createRequestContext, createServices } from '@larder/api'
import { openDatabase } from '@larder/db'
import { seed, TOKEN } from './seed.ts'

const PRODUCTS = 1_000_000
const DEPTH = 100_000
const REPETITIONS = 300
const GOAL = 1.5

/** A page at the top and one at depth 100,000, in turns; prints the ratio. */
export async function benchDepth(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  const path = join(folder, 'larder.db')
  await seed(path, PRODUCTS)
  const database = openDatabase({ url: `file:${path}` })
  try {
    const request = {
      id: 'bench',
      address: '127.0.0.1',
      authorization: `Bearer ${TOKEN}`,
      idempotencyKey: undefined,
      device: '',
    }
    const context = await createRequestContext(createServices(database), request)
    const { list } = appRouter.createCaller(context).freezers.products
    let reached = true
    for (const by of ['place', 'bestBefore', 'name'] as const) {
      const sort = [{ by, direction: 'asc' as const }]
      let cursor: string | undefined
      for (let seen = 0; seen < DEPTH; seen += 200) {
        const page = await list({ inside: true, sort, limit: 200, ...(cursor ? { cursor } : {}) })
        cursor = page.nextCursor ?? undefined
      }
      const top: number[] = []
      const deep: number[] = []
      for (let i = 0; i < REPETITIONS; i++) {
        top.push(await timed(() => list({ inside: true, sort })))
        deep.push(await timed(() => list({ inside: true, sort, ...(cursor ? { cursor } : {}) })))
      }
      const ratio = median(deep) / median(top)
      reached &&= ratio <= GOAL
      console.log(
        `by ${by.padEnd(11)} ${(median(top) * 1000).toFixed(0)} us at the top, ${(median(deep) * 1000).toFixed(0)} us at ${DEPTH}: ratio ${ratio.toFixed(2)} (goal ${GOAL})`,
      )
    }
    return reached
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

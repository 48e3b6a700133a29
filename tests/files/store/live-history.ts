import { rm, truncate } from 'node:fs/promises'
import { DomainError } from '@larder/api'
import type { BlobStore } from '@larder/api/src/blobs/blob-store.ts'
import type { Leftover } from '@larder/api/src/blobs/leftover.ts'
import type { Placing } from '@larder/api/src/blobs/place.ts'
import type { SweepOptions } from '@larder/api/src/files/sweep.ts'
import { disagreements } from './agreement.ts'
import type { Death, Step } from './any-history.ts'
import { CONTENTS, GRACE_MINUTES } from './any-history.ts'
import { dropFile, keepFile, localBytes } from './keep-file.ts'
import { Turns } from './turns.ts'

export type Sweep = (placing: Placing, options: SweepOptions) => AsyncIterable<Leftover>

/** Where a history is lived: a database and a store, both real. */
export interface World {
  placing: Placing
  accounts: readonly number[]
  sweep: Sweep
  /** Moves the clock. */
  pass(minutes: number): void
  tally: { steps: number; deaths: number; swept: number; late: number }
}

/** The process is no more: whatever it was about to do is not done. */
class Killed extends Error {}

/** Whoever stands still for longer than the grace period finds the local file swept, and is told so. */
function isTooLate(error: unknown): boolean {
  return error instanceof DomainError && error.reason === 'STORAGE_UNAVAILABLE'
}

export const sweeping: SweepOptions = {
  graceMs: GRACE_MINUTES * 60_000,
  dryRun: false,
  strays: true,
}

/** Bytes that many write. */
export const contents = Array.from({ length: CONTENTS }, (_, index) =>
  Buffer.from(`bytes ${index} `.repeat(20 + index)),
)

/** Lets processes live through their steps. Answers what a reader found wrong on the way. */
export async function live(
  world: World,
  { processes, choices }: { processes: readonly Step[][]; choices: readonly number[] },
): Promise<string[]> {
  const turns = new Turns(choices)
  const wrong: string[] = []
  const process = async (steps: readonly Step[]) => {
    for (const step of steps) {
      try {
        wrong.push(...(await take(world, turns, step)))
      } catch (error) {
        if (error instanceof Killed) world.tally.deaths++
        else if (isTooLate(error)) world.tally.late++
        else throw error
      }
    }
  }
  await turns.take(processes.map((steps) => () => process(steps)))
  return wrong
}

async function take(world: World, turns: Turns, step: Step): Promise<string[]> {
  const placing = mortal(world, turns, 'dies' in step ? step.dies : undefined)
  switch (step.do) {
    case 'pass':
      await turns.next()
      world.pass(step.minutes)
      return []
    case 'read':
      await turns.next()
      return disagreements(world.placing)
    case 'sweep':
      for await (const _ of world.sweep(placing, sweeping)) world.tally.swept++
      return []
    case 'drop': {
      const id = await anyFile(world, step.file)
      if (id !== undefined) await dropFile(placing, id)
      return []
    }
    case 'keep': {
      const bytes = step.bytes.map((index) => contents[index] ?? Buffer.of())
      const local = await Promise.all(bytes.map((each) => localBytes(placing, each)))
      await keepFile(placing, { account_id: world.accounts[step.account] ?? 0 }, local)
      for (const { path } of local) await rm(path, { force: true })
      return []
    }
  }
}

/** The same database and store for a process that waits for its turn each time, and may die. */
function mortal({ placing, tally }: World, turns: Turns, dies?: Death): Placing {
  let left = dies?.before ?? Number.POSITIVE_INFINITY
  const next = async <T>(work: () => Promise<T>, torn?: () => Promise<unknown>): Promise<T> => {
    await turns.next()
    tally.steps++
    if (left < 0) throw new Killed()
    if (left-- > 0) return work()
    // Where there is nothing to tear any more, nothing is torn.
    if (dies?.torn) await torn?.().catch(() => {})
    throw new Killed()
  }
  const { database, storage, clock } = placing
  const { blobs } = storage
  const gated: BlobStore = {
    put: (key, path) =>
      next(
        () => blobs.put(key, path),
        () => putHalf(blobs, key, path),
      ),
    delete: (key) => next(() => blobs.delete(key)),
    open: (key, range) => blobs.open(key, range),
    fetch: (key, path, signal) => blobs.fetch(key, path, signal),
    list: () => blobs.list(),
    dropUnfinished: (before, options) => blobs.dropUnfinished(before, options),
  }
  return {
    clock,
    storage: { ...storage, blobs: gated },
    database: { ...database, transaction: (work) => next(() => database.transaction(work)) },
  }
}

/** What a copy leaves that is broken off. */
async function putHalf(blobs: BlobStore, key: string, path: string): Promise<void> {
  await truncate(path, 10)
  await blobs.put(key, path)
}

async function anyFile({ placing }: World, nth: number): Promise<number | undefined> {
  const rows = await placing.database.reader.selectFrom('files').select('id').execute()
  return rows[nth % Math.max(1, rows.length)]?.id
}

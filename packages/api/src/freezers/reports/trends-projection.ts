import type { Writer } from '@larder/db'
import { sql } from 'kysely'
import type { Day } from '../../calendar/day.ts'
import { defineProjection } from '../../event-log/projections/define.ts'
import type { EventOf } from '../../event-log/recorded-event.ts'
import { organisationOf } from '../../event-log/stream.ts'
import {
  ActionUndone,
  ProductAdded,
  ProductDeleted,
  ProductEdited,
  ProductPutBack,
  ProductTakenOut,
} from '../events.ts'

/** Stands for everybody in the counters. */
export const EVERYBODY = 0

const reads = [
  ProductAdded,
  ProductEdited,
  ProductTakenOut,
  ProductPutBack,
  ProductDeleted,
  ActionUndone,
] as const

type Event = EventOf<(typeof reads)[number]>

/** What a product counts for: its type, and the day it left. */
interface Counted {
  typeId: number
  dayOut: Day | null
}

/** How often each type was put in and on which days it left: counters, cheap at any size. */
export const trendsProjection = defineProjection({
  name: 'trends',
  version: 1,
  reads,
  tables: ['type_counts', 'type_days_out'],
  async apply(db, events, generation) {
    const counts = new Changes()
    const days = new Changes()
    for (const event of events) {
      const household = organisationOf(event.audience) ?? EVERYBODY
      for (const [counted, by] of changesOf(event)) {
        for (const holder of new Set([EVERYBODY, household])) {
          counts.add([holder, counted.typeId, ''], by)
          if (counted.dayOut !== null) days.add([holder, counted.typeId, counted.dayOut], by)
        }
      }
    }
    for (const [[household, type], by] of counts) await count(db, generation, household, type, by)
    for (const [key, by] of days) await countDay(db, generation, key, by)
    // What came to nothing at once left no row, so it leaves none one by one either.
    for (const [key, by] of counts) if (by < 0) await forget(db, 'type_counts', generation, key)
    for (const [key, by] of days) if (by < 0) await forget(db, 'type_days_out', generation, key)
  },
})

/** What an event adds to the counters (+1) and takes from them (-1). */
function changesOf(event: Event): [counted: Counted, by: 1 | -1][] {
  switch (event.type) {
    case 'ProductAdded':
      return [[counted(event.payload), 1]]
    case 'ProductDeleted':
      return [[counted(event.payload), -1]]
    case 'ProductEdited': {
      const { from, to, leaving } = event.payload
      if (from.typeId === undefined || to.typeId === undefined) return []
      const dayOut = leaving?.dateOut ?? null
      return [
        [{ typeId: from.typeId, dayOut }, -1],
        [{ typeId: to.typeId, dayOut }, 1],
      ]
    }
    case 'ProductTakenOut':
      return turned(event.payload.typeId, null, event.payload.leaving.dateOut)
    case 'ProductPutBack':
      return turned(event.payload.typeId, event.payload.leaving.dateOut, null)
    case 'ActionUndone': {
      const { before = null, after = null } = event.payload.product ?? {}
      return [
        ...(before ? [[counted(before), -1] as [Counted, -1]] : []),
        ...(after ? [[counted(after), 1] as [Counted, 1]] : []),
      ]
    }
  }
}

function counted(product: {
  facts: { typeId: number }
  leaving: { dateOut: Day } | null
}): Counted {
  return { typeId: product.facts.typeId, dayOut: product.leaving?.dateOut ?? null }
}

function turned(typeId: number, from: Day | null, to: Day | null): [Counted, 1 | -1][] {
  return [
    [{ typeId, dayOut: from }, -1],
    [{ typeId, dayOut: to }, 1],
  ]
}

type Key = [household: number, typeId: number, day: Day]

/** Sums up what changes, so that many events cost one write a counter. */
class Changes {
  readonly #sums = new Map<string, [Key, number]>()

  add(key: Key, by: number): void {
    const id = key.join('/')
    const [, sum = 0] = this.#sums.get(id) ?? []
    this.#sums.set(id, [key, sum + by])
  }

  *[Symbol.iterator](): Generator<[Key, number]> {
    for (const [key, sum] of this.#sums.values()) if (sum !== 0) yield [key, sum]
  }
}

async function count(
  db: Writer,
  generation: number,
  household: number,
  type: number,
  by: number,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('type_counts')
    .set({ count: sql`count + ${by}` })
    .where('generation', '=', generation)
    .where('household_id', '=', household)
    .where('type_id', '=', type)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  const row = { generation, household_id: household, type_id: type, count: by }
  await db.insertInto('type_counts').values(row).execute()
}

async function countDay(
  db: Writer,
  generation: number,
  [household, type, day]: Key,
  by: number,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('type_days_out')
    .set({ count: sql`count + ${by}` })
    .where('generation', '=', generation)
    .where('household_id', '=', household)
    .where('type_id', '=', type)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  const row = { generation, household_id: household, type_id: type, day, count: by }
  await db.insertInto('type_days_out').values(row).execute()
}

async function forget(
  db: Writer,
  table: 'type_counts' | 'type_days_out',
  generation: number,
  [household, type]: Key,
): Promise<void> {
  await db
    .deleteFrom(table)
    .where('generation', '=', generation)
    .where('household_id', '=', household)
    .where('type_id', '=', type)
    .where('count', '=', 0)
    .execute()
}

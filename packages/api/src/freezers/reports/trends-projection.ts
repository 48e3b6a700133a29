import type { Writer } from '@larder/db'
import { preparedUpdate } from '@larder/db'
import type { Day } from '../../calendar/day.ts'
import { defineProjection } from '../../event-log/projections/define.ts'
import type { EventOf } from '../../event-log/recorded-event.ts'
import { organisationOf } from '../../event-log/stream.ts'
import {
  ActionUndone,
  FreezerMovedIn,
  ProductAdded,
  ProductDeleted,
  ProductEdited,
  ProductPutBack,
  ProductTakenOut,
} from '../events.ts'

/** Stands for everybody in the counters. */
export const EVERYBODY = 0

const reads = [
  FreezerMovedIn,
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
      if (event.type === 'FreezerMovedIn') {
        const { from, counted } = event.payload
        for (const { count, ...product } of counted) {
          change([from], product, -count)
          change([household], product, count)
        }
        continue
      }
      for (const [counted, by] of changesOf(event)) {
        change(new Set([EVERYBODY, household]), counted, by)
      }
    }
    for (const [[household, type], by] of counts) {
      await count(db, { generation, household, type, by })
    }
    for (const [[household, type, day], by] of days) {
      await countDay(db, { generation, household, type, day, by })
    }

    function change(holders: Iterable<number>, { typeId, dayOut }: Counted, by: number): void {
      for (const holder of holders) {
        counts.add([holder, typeId, ''], by)
        if (dayOut !== null) days.add([holder, typeId, dayOut], by)
      }
    }
  },
})

/** What an event adds to the counters (+1) and takes from them (-1). */
function changesOf(
  event: Exclude<Event, { type: 'FreezerMovedIn' }>,
): [counted: Counted, by: 1 | -1][] {
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

/**
 * Sums up what changes, so that many events cost one write a counter. A sum of 0 is written as well:
 * applied one by one, the same events would leave that counter behind too.
 */
class Changes {
  readonly #sums = new Map<string, [Key, number]>()

  add(key: Key, by: number): void {
    const id = key.join('/')
    const [, sum = 0] = this.#sums.get(id) ?? []
    this.#sums.set(id, [key, sum + by])
  }

  [Symbol.iterator](): Iterator<[Key, number]> {
    return this.#sums.values()
  }
}

interface Counter {
  generation: number
  household: number
  type: number
  by: number
}

async function count(db: Writer, counter: Counter): Promise<void> {
  if ((await addToCount(db, counter)) > 0) return
  const { generation, household, type, by } = counter
  const row = { generation, household_id: household, type_id: type, count: by }
  await db.insertInto('type_counts').values(row).execute()
}

async function countDay(db: Writer, counter: Counter & { day: Day }): Promise<void> {
  if ((await addToDay(db, counter)) > 0) return
  const { generation, household, type, by, day } = counter
  const row = { generation, household_id: household, type_id: type, day, count: by }
  await db.insertInto('type_days_out').values(row).execute()
}

const addToCount = preparedUpdate<Counter>((db, param) =>
  db
    .updateTable('type_counts')
    .set((eb) => ({ count: eb('count', '+', param('by')) }))
    .where('generation', '=', param('generation'))
    .where('household_id', '=', param('household'))
    .where('type_id', '=', param('type')),
)

const addToDay = preparedUpdate<Counter & { day: Day }>((db, param) =>
  db
    .updateTable('type_days_out')
    .set((eb) => ({ count: eb('count', '+', param('by')) }))
    .where('generation', '=', param('generation'))
    .where('household_id', '=', param('household'))
    .where('type_id', '=', param('type'))
    .where('day', '=', param('day')),
)

import type { Tables, Writer } from '@larder/db'
import { isDuplicate, TryAgain } from '@larder/db'
import type { Insertable } from 'kysely'
import { fold } from '../../../text/fold.ts'
import { bestBefore } from '../../products/best-before.ts'
import { freezerNameKey } from '../../queries.ts'
import type { Thing } from './facts.ts'
import { idOf, isProduct } from './facts.ts'
import type { State } from './state.ts'

/** Brings a product or a freezer, which is held, from one state to another: from and to nothing too. */
export async function writeState(
  db: Writer,
  { thing, householdId }: { thing: Thing; householdId: number },
  before: State,
  after: State,
): Promise<void> {
  const id = idOf(thing)
  if (isProduct(thing)) {
    const row = (state: State) => productRow(householdId, state as Required<State>)
    await writeProduct(db, id, before.exists && row(before), after.exists && row(after))
  } else {
    const row = (state: State) => freezerRow(householdId, state as Required<State>)
    await writeFreezer(db, id, before.exists && row(before), after.exists && row(after))
  }
}

type ProductRow = Insertable<Tables['products']>
type FreezerRow = Insertable<Tables['freezers']>
type OrNone<Row> = Row | false | undefined

async function writeProduct(
  db: Writer,
  id: number,
  before: OrNone<ProductRow>,
  after: OrNone<ProductRow>,
): Promise<void> {
  if (!after) await db.deleteFrom('products').where('id', '=', id).execute()
  else if (before) {
    const changes = differences(before, after)
    await db.updateTable('products').set(changes).where('id', '=', id).execute()
  } else {
    await db
      .insertInto('products')
      .values({ id, ...after })
      .execute()
  }
}

async function writeFreezer(
  db: Writer,
  id: number,
  before: OrNone<FreezerRow>,
  after: OrNone<FreezerRow>,
): Promise<void> {
  if (!after) await db.deleteFrom('freezers').where('id', '=', id).execute()
  else if (before) {
    const changes = differences(before, after)
    await againIfTaken(db.updateTable('freezers').set(changes).where('id', '=', id))
  } else await againIfTaken(db.insertInto('freezers').values({ id, ...after }))
}

function productRow(householdId: number, state: Required<State>): ProductRow {
  const { name, dateIn, periodMonths, place, leaving } = state
  return {
    household_id: householdId,
    freezer_id: place.freezerId,
    type_id: state.typeId,
    name,
    name_key: fold(name, 480),
    description: state.description,
    quantity: state.quantity,
    date_in: dateIn,
    period_months: periodMonths,
    best_before: bestBefore(dateIn, periodMonths),
    box: place.box,
    number: place.number,
    slot: leaving ? null : place.number,
    inside: leaving ? 0 : 1,
    date_out: leaving?.dateOut ?? null,
    out_reason: leaving?.reason ?? null,
    created_at: state.createdAt,
  }
}

function freezerRow(householdId: number, state: Required<State>): FreezerRow {
  const { name, boxes, archivedAt } = state
  return {
    household_id: householdId,
    name,
    name_key: freezerNameKey(name),
    live_name: archivedAt === null ? freezerNameKey(name) : null,
    boxes,
    created_at: state.createdAt,
    archived_at: archivedAt,
  }
}

/** What stays as it was is not written: what stands there may have been erased from the log. */
function differences<Row extends object>(before: Row, after: Row): Partial<Row> {
  const changed = Object.entries(after).filter(
    ([column, value]) => Reflect.get(before, column) !== value,
  )
  return Object.fromEntries(changed) as Partial<Row>
}

/** Somebody else took the name or made the freezer again meanwhile: the next attempt will see it. */
async function againIfTaken(query: { execute(): Promise<unknown> }): Promise<void> {
  try {
    await query.execute()
  } catch (error) {
    if (isDuplicate(error)) throw new TryAgain('Somebody else took the name or was faster.')
    throw error
  }
}

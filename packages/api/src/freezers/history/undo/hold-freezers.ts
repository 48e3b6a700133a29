import type { Writer } from '@larder/db'
import { locked, TryAgain } from '@larder/db'
import type { Fact, Thing } from './facts.ts'
import { idOf, isProduct } from './facts.ts'
import { factsOf } from './recorded-household.ts'

/** The household of each freezer that is held and still there. */
export type HeldHouseholds = ReadonlyMap<number, number>

/**
 * Holds every freezer that a thing is or was in, in the order of their ids as everybody does, so that
 * neither it nor the numbers it may come back to change for anybody else meanwhile.
 */
export async function holdFreezersOf(db: Writer, thing: Thing): Promise<HeldHouseholds> {
  const freezers = freezersIn(thing, await factsOf(db, thing))
  const held = new Map<number, number>()
  for (const id of [...freezers].sort((a, b) => a - b)) {
    const rows = db.selectFrom('freezers').select('household_id').where('id', '=', id)
    const freezer = await locked(db, rows).executeTakeFirst()
    if (freezer) held.set(id, freezer.household_id)
  }
  const now = freezersIn(thing, await factsOf(db, thing))
  if ([...now].some((id) => !freezers.has(id))) {
    throw new TryAgain(`${thing} was moved at the same moment.`)
  }
  return held
}

function freezersIn(thing: Thing, facts: Fact[]): Set<number> {
  if (!isProduct(thing)) return new Set([idOf(thing)])
  return new Set(
    facts.flatMap(({ type, payload }) => {
      switch (type) {
        case 'ProductAdded':
        case 'ProductPutBack':
          return [payload.place.freezerId]
        case 'ProductMoved':
          return [payload.to.freezerId]
        default:
          return []
      }
    }),
  )
}

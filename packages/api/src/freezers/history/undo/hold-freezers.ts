import type { Writer } from '@larder/db'
import { locked, TryAgain } from '@larder/db'
import type { Fact, Thing } from './facts.ts'
import { idOf, isProduct } from './facts.ts'
import { factsOf } from './recorded-household.ts'

/**
 * Holds every freezer that a thing is or was in, in the order of their ids as everybody does, so that
 * neither it nor the numbers it may come back to change for anybody else meanwhile.
 */
export async function holdFreezersOf(db: Writer, thing: Thing): Promise<void> {
  const freezers = freezersIn(thing, await factsOf(db, thing))
  for (const id of [...freezers].sort((a, b) => a - b)) {
    await locked(db, db.selectFrom('freezers').select('id').where('id', '=', id)).execute()
  }
  const now = freezersIn(thing, await factsOf(db, thing))
  if ([...now].some((id) => !freezers.has(id))) {
    throw new TryAgain(`${thing} was moved at the same moment.`)
  }
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

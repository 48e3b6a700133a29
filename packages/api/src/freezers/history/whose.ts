import type { Reader } from '@larder/db'
import { organisationOf } from '../../event-log/stream.ts'
import type { Thing } from './undo/facts.ts'
import { idOf, isProduct } from './undo/facts.ts'

/** Whose freezer it is, or was last: of one that is gone, the log knows. Null: there never was one. */
export async function householdOfFreezer(db: Reader, freezerId: number): Promise<number | null> {
  const freezer = await db
    .selectFrom('freezers')
    .select('household_id')
    .where('id', '=', freezerId)
    .executeTakeFirst()
  if (freezer) return freezer.household_id
  const event = await db
    .selectFrom('events')
    .select('audience')
    .where('stream', '=', `freezer-${freezerId}`)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return event ? organisationOf(event.audience) : null
}

/** Whose product or freezer it is: a product that was deleted is its last freezer's. */
export async function householdOfThing(db: Reader, thing: Thing): Promise<number | null> {
  const id = idOf(thing)
  if (!isProduct(thing)) return householdOfFreezer(db, id)
  const product = await db
    .selectFrom('products')
    .select('household_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (product) return product.household_id
  const event = await db
    .selectFrom('events')
    .select('stream')
    .where('subject', '=', thing)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return event ? householdOfFreezer(db, Number(event.stream.replace('freezer-', ''))) : null
}

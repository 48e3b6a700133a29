import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import { sql } from 'kysely'

/** The freezers of a household, and the products that they hold or held. */
export async function freezersHeld(
  db: Writer,
  householdId: number,
): Promise<{ what: string; count: number }[]> {
  const freezers = await locked(
    db,
    db.selectFrom('freezers').select('archived_at').where('household_id', '=', householdId),
  ).execute()
  const { inside } = await db
    .selectFrom('products')
    .select(sql<number>`count(*)`.as('inside'))
    .where('household_id', '=', householdId)
    .where('inside', '=', 1)
    .executeTakeFirstOrThrow()
  const archived = freezers.filter((freezer) => freezer.archived_at !== null).length
  return [
    { what: 'freezers in use', count: freezers.length - archived },
    { what: 'archived freezers', count: archived },
    { what: 'products inside', count: inside },
  ].filter(({ count }) => count > 0)
}

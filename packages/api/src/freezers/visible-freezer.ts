import type { Reader } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeFreezer } from './policy.ts'
import type { Freezer } from './schema.ts'

/** A freezer that the actor may see. Throws NOT_FOUND for a missing one and for a foreign one. */
export async function visibleFreezer(
  { db, actor }: { db: Reader; actor: Actor },
  id: number,
): Promise<Freezer> {
  const { freezer, householdId } = await shownFreezer(db, id)
  authorizeFreezer(actor, 'see a freezer', { id, householdId })
  return freezer
}

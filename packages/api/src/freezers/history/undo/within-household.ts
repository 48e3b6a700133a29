import type { Writer } from '@larder/db'
import { TryAgain } from '@larder/db'
import { DomainError } from '../../../errors/map.ts'
import { householdOfThing } from '../whose.ts'
import type { Thing } from './facts.ts'
import { idOf, isProduct } from './facts.ts'
import type { HeldHouseholds } from './hold-freezers.ts'
import type { UndoPlan } from './plan-undo.ts'

/**
 * Undoing stays within the household of its thing: since what is undone, a freezer may have moved to
 * another one. Throws UNDO_ACROSS_HOUSEHOLDS before anything of that other one is told.
 */
export async function requireWithin(
  db: Writer,
  { thing, householdId, held }: { thing: Thing; householdId: number; held: HeldHouseholds },
  { before, after, blockers }: UndoPlan,
  eventId: number,
): Promise<void> {
  const own = isProduct(thing) ? before.place?.freezerId : idOf(thing)
  if (isElsewhere(own)) throw new TryAgain(`${thing} changed households at the same moment.`)
  const isAcross = after.exists && isElsewhere(after.place?.freezerId)
  if (isAcross || (await isAnyForeign())) {
    throw new DomainError('UNDO_ACROSS_HOUSEHOLDS', { eventId })
  }

  function isElsewhere(freezerId = 0): boolean {
    return (held.get(freezerId) ?? householdId) !== householdId
  }

  /** Also what stands in the way may be in a freezer that was the household's once. */
  async function isAnyForeign(): Promise<boolean> {
    const things = blockers.flatMap(({ obstacle }) => ('deed' in obstacle ? [obstacle.thing] : []))
    for (const each of new Set(things)) {
      if (each !== thing && (await householdOfThing(db, each)) !== householdId) return true
    }
    return false
  }
}

import type { z } from 'zod'
import type { ActionUndone } from '../../events.ts'
import type { State } from './state.ts'

type Undone = z.infer<typeof ActionUndone.payload>
type ProductSnapshot = NonNullable<Undone['product']>['before']
type FreezerSnapshot = NonNullable<Undone['freezer']>['before']

/** A product as events keep it; null when there is none. */
export function productSnapshot(state: State): ProductSnapshot {
  if (!state.exists) return null
  const { name, description, typeId, quantity, dateIn, periodMonths, place, leaving } =
    state as Required<State>
  const facts = { name, description, typeId, quantity, dateIn, periodMonths }
  return { facts, place, leaving }
}

/** A freezer as events keep it; null when there is none. */
export function freezerSnapshot(state: State): FreezerSnapshot {
  if (!state.exists) return null
  const { householdId, name, boxes, archivedAt } = state as Required<State>
  return { householdId, name, boxes, archivedAt }
}

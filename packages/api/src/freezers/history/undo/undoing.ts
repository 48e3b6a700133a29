import type { DomainEvent } from '../../../event-log/define.ts'
import type { Stream } from '../../../event-log/stream.ts'
import { ActionUndone, freezerStream, productStream } from '../../events.ts'
import { idOf, isProduct } from './facts.ts'
import type { UndoPlan } from './plan-undo.ts'
import { freezerSnapshot, productSnapshot } from './snapshot.ts'
import type { State } from './state.ts'

/** The event that a plan, carried out, is recorded as, and where. */
export function undoingOf(
  { action, undoes, isRedo, before, after }: UndoPlan,
  householdId: number,
): { stream: Stream; event: DomainEvent } {
  const { thing, deed } = action
  const id = idOf(thing)
  const known = before.exists ? before : after
  const facts = {
    undoes,
    action: { eventId: deed.id, type: deed.type, name: known.name ?? '' },
    isRedo,
  }
  if (!isProduct(thing)) {
    // Where it was created may be another household.
    const here = (state: State) => freezerSnapshot({ ...state, householdId })
    const freezer = { before: here(before), after: here(after) }
    const event = ActionUndone({ ...facts, productId: null, product: null, freezer })
    return { stream: freezerStream({ id, householdId }), event }
  }
  const product = { before: productSnapshot(before), after: productSnapshot(after) }
  const freezer = { id: known.place?.freezerId ?? 0 }
  return {
    stream: productStream({ id, householdId, freezer }),
    event: ActionUndone({ ...facts, productId: id, product, freezer: null }),
  }
}

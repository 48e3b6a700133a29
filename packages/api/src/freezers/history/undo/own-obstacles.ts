import { isDeepStrictEqual } from 'node:util'
import type { Action } from './actions.ts'
import { heldBefore } from './actions.ts'
import { freezerSnapshot, productSnapshot } from './snapshot.ts'
import type { Register, State } from './state.ts'
import { bringsBackErased, saidBy, says } from './state.ts'
import type { World } from './world.ts'

/**
 * What in the history of the thing itself keeps an action from being turned round: later actions
 * that would make no sense any more, such as moving what was never put in; or, if nothing would
 * change, the later ones that hide it.
 */
export async function ownObstacles(world: World, target: Action): Promise<Action[]> {
  const actions = await world.actionsOf(target.thing)
  const now = await world.outcomeOf(target.thing)
  const then = await world.outcomeOf(target.thing, target)
  const { state, misfits } = then
  const isPossible = misfits.length === 0
  if (isPossible && (bringsBackErased(now, then) || !isSame(now.state, state))) return []
  const blamed = isPossible
    ? hiding(world, actions, target, state)
    : misfits.flatMap(({ action, because }) => toBlame(world, actions, target, action, because))
  // There is always somebody; should there not, nothing must pass for that.
  const changed = actions.filter((action) => world.hasChanged(action, target))
  return [...new Set(blamed.length > 0 ? blamed : changed)]
}

/** Who is to blame for a misfit: itself if it came later, else who changed what it relied on. */
function toBlame(
  world: World,
  actions: readonly Action[],
  target: Action,
  misfit: Action,
  because: Register,
): Action[] {
  return misfit !== target && isSince(world, target, misfit)
    ? [misfit]
    : changesBefore(world, actions, target, misfit, because)
}

/** Why turning an action round changes nothing: others say the same registers later, or say the same. */
function hiding(world: World, actions: readonly Action[], target: Action, state: State): Action[] {
  const said = state.exists ? (Object.keys(saidBy(target.deed)) as Register[]) : ['exists' as const]
  const later = actions.filter(
    (action) =>
      action.deed.id > target.deed.id &&
      world.holds(action) &&
      isSince(world, target, action) &&
      said.some((register) => says(action.deed, register)),
  )
  return later.length > 0
    ? later
    : said.flatMap((register) => changesBefore(world, actions, target, target, register))
}

/** Who changed, since the event that would be undone, what a register was before an action. */
function changesBefore(
  world: World,
  actions: readonly Action[],
  target: Action,
  action: Action,
  register: Register,
): Action[] {
  const moment = world.lastOf(target)
  const earlier = actions.filter(
    (each) => each.deed.id < action.deed.id && says(each.deed, register),
  )
  const reliedOn = earlier.findLastIndex((each) => heldBefore(each, moment))
  return earlier.slice(Math.max(0, reliedOn)).filter((each) => world.hasChanged(each, target))
}

/** Whether an action came into effect after the event that would be undone. */
function isSince(world: World, target: Action, action: Action): boolean {
  return world.lastOf(action) > world.lastOf(target)
}

function isSame(one: State, other: State): boolean {
  return [productSnapshot, freezerSnapshot].every((snapshot) =>
    isDeepStrictEqual(snapshot(one), snapshot(other)),
  )
}

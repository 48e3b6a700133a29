import type { Action } from './actions.ts'
import type { Thing } from './facts.ts'
import type { Removal } from './household.ts'
import type { Condition, World } from './world.ts'

/** What stands in the way: an action, or the end of a product type. */
export type Obstacle = Action | Removal

/** A side of a clash: things, and what is so of them. */
interface Side {
  things: Iterable<Thing>
  condition: Condition
}

/**
 * What makes a thing, once the target of it is turned round, clash with others: of what made either
 * side so, the later.
 */
export async function clashes(
  world: World,
  target: Action,
  itself: Condition,
  { things, condition }: Side,
): Promise<Obstacle[]> {
  const found: Obstacle[] = []
  for (const thing of things) {
    if (thing === target.thing || !condition.isSo(await world.stateOf(thing))) continue
    const theirs = await world.madeSo(thing, condition, target)
    const own = await world.madeSo(target.thing, itself, target)
    const [later] = [theirs, own]
      .filter((action) => action !== undefined)
      .sort((a, b) => world.lastOf(b) - world.lastOf(a))
    // There is always one; should there not, nothing must pass for that.
    const latest = (await world.actionsOf(thing)).findLast((action) => world.holds(action))
    found.push(...[later ?? latest].filter((action) => action !== undefined))
  }
  return found
}

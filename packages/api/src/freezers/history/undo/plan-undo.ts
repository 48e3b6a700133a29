import type { Action } from './actions.ts'
import { eventsOf } from './actions.ts'
import { aroundFreezer } from './around-freezer.ts'
import { aroundProduct } from './around-product.ts'
import type { Obstacle } from './clashes.ts'
import type { Thing } from './facts.ts'
import { isProduct } from './facts.ts'
import type { Household } from './household.ts'
import { MOST } from './household.ts'
import { ownObstacles } from './own-obstacles.ts'
import type { State } from './state.ts'
import { bringsBackErased } from './state.ts'
import { World } from './world.ts'

/** What undoing an event comes to. */
export interface UndoPlan {
  action: Action
  /** The event that would be undone: the one that decided last whether the action holds. */
  undoes: number
  /** The action is undone now, and would be done again. */
  isRedo: boolean
  before: State
  after: State
  /** What it would bring back was erased from the log. */
  isLost: boolean
  /** What must be undone first, in this order; empty when nothing stands in the way. */
  blockers: Blocker[]
  /** Whether these are all of them, and not the latest of very many. */
  areAll: boolean
}

/** An event that stands in the way. */
export interface Blocker {
  eventId: number
  obstacle: Obstacle
}

/**
 * Plans to turn round the action that an event belongs to: to undo it while it holds, to do it again
 * while it is undone. The rest of what the household did stays as it is, in its order; where that
 * would be impossible, the plan names the later events that are in the way, and those that are in
 * their way in turn. Undone one by one, the latest first, they leave the way free. Answers undefined
 * when the thing has no such event.
 */
export async function planUndo(
  household: Household,
  thing: Thing,
  eventId: number,
): Promise<UndoPlan | undefined> {
  const now = new World(household)
  const action = (await now.actionsOf(thing)).find((each) =>
    eventsOf(each).some(({ id }) => id === eventId),
  )
  if (!action) return undefined
  const before = await now.outcomeOf(thing)
  const after = await now.outcomeOf(thing, action)
  const blockers = await blockersOf(now, action)
  return {
    action,
    undoes: now.lastOf(action),
    isRedo: !now.holds(action),
    before: before.state,
    after: after.state,
    isLost: bringsBackErased(before, after),
    blockers: blockers.slice(0, MOST),
    areAll: blockers.length <= MOST,
  }
}

async function blockersOf(now: World, target: Action): Promise<Blocker[]> {
  const known = new Map<number, Blocker>()
  for (;;) {
    const steps = [...known.values()].sort((a, b) => b.eventId - a.eventId)
    if (steps.length > MOST) return steps
    const found = await nextBlockers(now.asItIs(), [...steps, { obstacle: target }], known)
    for (const blocker of found) known.set(blocker.eventId, blocker)
    if (found.length === 0) return steps
  }
}

/** Takes one event after the other back; answers what else is in the way of the first that stays. */
async function nextBlockers(
  world: World,
  steps: Pick<Blocker, 'obstacle'>[],
  known: ReadonlyMap<number, Blocker>,
): Promise<Blocker[]> {
  for (const { obstacle: step } of steps) {
    if (!('deed' in step)) continue
    const own = await ownObstacles(world, step)
    // While its own history makes no sense, neither does what it comes to.
    const found = own.length > 0 ? own : await otherObstacles(world, step)
    const blockers = found.map((obstacle) => ({ obstacle, eventId: eventOf(world, obstacle) }))
    const more = blockers.filter(({ eventId }) => !known.has(eventId))
    if (more.length > 0) return more
    world.takeBack(step)
  }
  return []
}

/** What other things, as they are by then, keep an action from being turned round. */
async function otherObstacles(world: World, target: Action): Promise<Obstacle[]> {
  const before = await world.stateOf(target.thing)
  const after = await world.stateOf(target.thing, target)
  const around = isProduct(target.thing) ? aroundProduct : aroundFreezer
  return around(world, target, before, after)
}

function eventOf(world: World, obstacle: Obstacle): number {
  return 'deed' in obstacle ? world.lastOf(obstacle) : obstacle.eventId
}

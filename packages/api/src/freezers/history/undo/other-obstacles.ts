import { liveName } from '../../queries.ts'
import type { Action } from './actions.ts'
import type { Thing } from './facts.ts'
import { idOf, isProduct } from './facts.ts'
import type { Removal } from './household.ts'
import type { Place, State } from './state.ts'
import type { Condition, World } from './world.ts'

/** What stands in the way: an action, or the end of a product type. */
export type Obstacle = Action | Removal

/** What other things, as they are by then, keep an action from being turned round. */
export async function otherObstacles(world: World, target: Action): Promise<Obstacle[]> {
  const before = await world.stateOf(target.thing)
  const after = await world.stateOf(target.thing, target)
  if (!isProduct(target.thing)) return aroundFreezer(world, target, before, after)
  const archived = await aroundArchived(world, target, before, after)
  const { place, typeId } = after
  if (!after.exists || !place || typeId === undefined) return archived
  return [
    ...archived,
    ...(await removedType(world, target, before, typeId)),
    ...(await clashes(world, target, isIn(place.freezerId), [freezerAt(place)], isGone)),
    ...(slotOf(after) === slotOf(before) ? [] : await aroundSlot(world, target, after, place)),
  ]
}

async function removedType(
  world: World,
  target: Action,
  before: State,
  typeId: number,
): Promise<Obstacle[]> {
  if (before.exists && before.typeId === typeId) return []
  const removal = await world.household.removalOf(typeId)
  if (!removal) return []
  const isOfIt: Condition = {
    registers: ['exists', 'typeId'],
    isSo: (state) => state.exists === true && state.typeId === typeId,
  }
  const own = await world.madeSo(target.thing, isOfIt, target)
  return [own && world.lastOf(own) > removal.eventId ? own : removal]
}

/** What keeps a product from being inside, in this place. */
async function aroundSlot(
  world: World,
  target: Action,
  after: State,
  place: Place,
): Promise<Obstacle[]> {
  const slot = slotOf(after)
  if (slot === undefined) return []
  const takesIt: Condition = { registers: presence, isSo: (state) => slotOf(state) === slot }
  const lacksBox: Condition = {
    registers: ['exists', 'boxes'],
    isSo: ({ exists, boxes = 0 }) => exists === true && boxes < place.box,
  }
  const holders = world.withTouched('product', [await world.household.productAt(place)])
  const freezer = freezerAt(place)
  const found = [
    ...(await clashes(world, target, takesIt, [freezer], lacksBox)),
    ...(await clashes(world, target, takesIt, holders, takesIt)),
  ]
  return found
}

/**
 * An archived freezer stays as it was left: nothing comes in by undoing or goes out that was not
 * taken out after it was archived.
 */
async function aroundArchived(
  world: World,
  target: Action,
  before: State,
  after: State,
): Promise<Obstacle[]> {
  const [inside, outside] = world.holds(target) ? [after, before] : [before, after]
  const freezers = [before, after].map(homeOf)
  if (freezers[0] === freezers[1]) return []
  const found: Obstacle[] = []
  for (const freezerId of freezers) {
    if (freezerId === undefined) continue
    const freezer: Thing = `freezer-${freezerId}`
    const archiving = (await world.actionsOf(freezer)).findLast(
      (action) => action.deed.type === 'FreezerArchived' && world.holds(action),
    )
    const tookOut = homeOf(inside) === freezerId && homeOf(outside) !== freezerId
    if (tookOut && archiving && archiving.deed.id < target.deed.id) continue
    found.push(...(await clashes(world, target, isIn(freezerId), [freezer], isArchived)))
  }
  return found
}

async function aroundFreezer(
  world: World,
  target: Action,
  before: State,
  after: State,
): Promise<Obstacle[]> {
  const { household } = world
  const id = idOf(target.thing)
  if (!after.exists) {
    const products = world.withTouched('product', await household.productsOf(id))
    return clashes(world, target, isGone, products, isIn(id))
  }
  const found: Obstacle[] = []
  const { boxes = 0 } = after
  if (boxes < (before.boxes ?? 0)) {
    const isSmall: Condition = {
      registers: ['exists', 'boxes'],
      isSo: (state) => state.exists === true && (state.boxes ?? 0) <= boxes,
    }
    const isBeyond: Condition = {
      registers: presence,
      isSo: (state) => isIn(id).isSo(state) && !state.leaving && (state.place?.box ?? 0) > boxes,
    }
    const beyond = world.withTouched('product', await household.productsBeyond(id, boxes))
    found.push(...(await clashes(world, target, isSmall, beyond, isBeyond)))
  }
  const name = nameInUse(after)
  if (name !== undefined && name !== nameInUse(before)) {
    const holders = world.withTouched('freezer', [await household.freezerNamed(name)])
    const hasIt: Condition = {
      registers: ['exists', 'name', 'archivedAt'],
      isSo: (state) => nameInUse(state) === name,
    }
    found.push(...(await clashes(world, target, hasIt, holders, hasIt)))
  }
  return found
}

/** What makes the target, turned round, clash with others: of what made either side so, the later. */
async function clashes(
  world: World,
  target: Action,
  itself: Condition,
  others: Iterable<Thing>,
  condition: Condition,
): Promise<Obstacle[]> {
  const found: Obstacle[] = []
  for (const other of others) {
    if (other === target.thing || !condition.isSo(await world.stateOf(other))) continue
    const theirs = await world.madeSo(other, condition, target)
    const own = await world.madeSo(target.thing, itself, target)
    const [later] = [theirs, own]
      .filter((action) => action !== undefined)
      .sort((a, b) => world.lastOf(b) - world.lastOf(a))
    // There is always one; should there not, nothing must pass for that.
    const latest = (await world.actionsOf(other)).findLast((action) => world.holds(action))
    found.push(...[later ?? latest].filter((action) => action !== undefined))
  }
  return found
}

const presence = ['exists', 'place', 'leaving'] as const

const isGone: Condition = { registers: ['exists'], isSo: ({ exists }) => !exists }

const isArchived: Condition = {
  registers: ['exists', 'archivedAt'],
  isSo: ({ exists, archivedAt = null }) => exists === true && archivedAt !== null,
}

function isIn(freezerId: number): Condition {
  return {
    registers: presence,
    isSo: ({ exists, place }) => exists === true && place?.freezerId === freezerId,
  }
}

function freezerAt({ freezerId }: Place): Thing {
  return `freezer-${freezerId}`
}

/** The number that a product inside takes up; undefined when there is none inside. */
function slotOf({ exists, leaving, place }: State): string | undefined {
  if (!exists || leaving || !place) return undefined
  return `${place.freezerId}/${place.box}/${place.number}`
}

/** The freezer that a product is inside. */
function homeOf(state: State): number | undefined {
  return slotOf(state) === undefined ? undefined : state.place?.freezerId
}

/** The name that no other freezer in use may have. */
function nameInUse({ exists, name, archivedAt }: State): string | undefined {
  return exists && name !== undefined && archivedAt === null ? liveName(name) : undefined
}

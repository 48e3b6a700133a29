import type { Action } from './actions.ts'
import type { Obstacle } from './clashes.ts'
import { clashes } from './clashes.ts'
import { homeOf, isArchived, isGone, isIn, presence, slotOf } from './conditions.ts'
import type { Thing } from './facts.ts'
import type { Place, State } from './state.ts'
import type { Condition, World } from './world.ts'

/** What keeps a product from becoming what it would be: its freezer, its type, or its number. */
export async function aroundProduct(
  world: World,
  target: Action,
  before: State,
  after: State,
): Promise<Obstacle[]> {
  const archived = await aroundArchived(world, target, before, after)
  const { place, typeId } = after
  if (!after.exists || !place || typeId === undefined) return archived
  const freezer = { things: [freezerOf(place.freezerId)], condition: isGone }
  return [
    ...archived,
    ...(await removedType(world, target, before, typeId)),
    ...(await clashes(world, target, isIn(place.freezerId), freezer)),
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
  const freezer = { things: [freezerOf(place.freezerId)], condition: lacksBox }
  const things = world.withTouched('product', [await world.household.productAt(place)])
  return [
    ...(await clashes(world, target, takesIt, freezer)),
    ...(await clashes(world, target, takesIt, { things, condition: takesIt })),
  ]
}

/**
 * An archived freezer stays as it was left: by undoing, nothing comes into it or leaves it, other
 * than what was taken out of it after it was archived.
 */
async function aroundArchived(
  world: World,
  target: Action,
  before: State,
  after: State,
): Promise<Obstacle[]> {
  if (homeOf(before) === homeOf(after)) return []
  const [without, withIt] = world.holds(target) ? [after, before] : [before, after]
  const found: Obstacle[] = []
  for (const freezerId of [homeOf(before), homeOf(after)]) {
    if (freezerId === undefined) continue
    const freezer = freezerOf(freezerId)
    const archiving = (await world.actionsOf(freezer)).findLast(
      (action) => action.deed.type === 'FreezerArchived' && world.holds(action),
    )
    const tookOut = homeOf(without) === freezerId && homeOf(withIt) !== freezerId
    if (tookOut && archiving && archiving.deed.id < target.deed.id) continue
    const side = { things: [freezer], condition: isArchived }
    found.push(...(await clashes(world, target, isIn(freezerId), side)))
  }
  return found
}

function freezerOf(freezerId: number): Thing {
  return `freezer-${freezerId}`
}

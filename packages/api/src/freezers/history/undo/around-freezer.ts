import type { Action } from './actions.ts'
import type { Obstacle } from './clashes.ts'
import { clashes } from './clashes.ts'
import { isGone, isIn, nameInUse, presence } from './conditions.ts'
import { idOf } from './facts.ts'
import type { State } from './state.ts'
import type { Condition, World } from './world.ts'

/** What keeps a freezer from becoming what it would be: its products, or another one's name. */
export async function aroundFreezer(
  world: World,
  target: Action,
  before: State,
  after: State,
): Promise<Obstacle[]> {
  if (after.exists) {
    return [
      ...(await inVanishingBoxes(world, target, before, after)),
      ...(await ofThatName(world, target, before, after)),
    ]
  }
  const id = idOf(target.thing)
  const things = world.withTouched('product', await world.household.productsOf(id))
  return clashes(world, target, isGone, { things, condition: isIn(id) })
}

async function inVanishingBoxes(
  world: World,
  target: Action,
  before: State,
  { boxes = 0 }: State,
): Promise<Obstacle[]> {
  if (boxes >= (before.boxes ?? 0)) return []
  const id = idOf(target.thing)
  const isSmall: Condition = {
    registers: ['exists', 'boxes'],
    isSo: (state) => state.exists === true && (state.boxes ?? 0) <= boxes,
  }
  const isBeyond: Condition = {
    registers: presence,
    isSo: (state) => isIn(id).isSo(state) && !state.leaving && (state.place?.box ?? 0) > boxes,
  }
  const things = world.withTouched('product', await world.household.productsBeyond(id, boxes))
  return clashes(world, target, isSmall, { things, condition: isBeyond })
}

async function ofThatName(
  world: World,
  target: Action,
  before: State,
  after: State,
): Promise<Obstacle[]> {
  const name = nameInUse(after)
  if (name === undefined || name === nameInUse(before)) return []
  const things = world.withTouched('freezer', [await world.household.freezerNamed(name)])
  const condition: Condition = {
    registers: ['exists', 'name', 'archivedAt'],
    isSo: (state) => nameInUse(state) === name,
  }
  return clashes(world, target, condition, { things, condition })
}

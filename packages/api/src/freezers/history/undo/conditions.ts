import { freezerNameKey } from '../../queries.ts'
import type { State } from './state.ts'
import type { Condition } from './world.ts'

/** What decides whether a product is somewhere. */
export const presence = ['exists', 'place', 'leaving'] as const

export const isGone: Condition = { registers: ['exists'], isSo: ({ exists }) => !exists }

export const isArchived: Condition = {
  registers: ['exists', 'archivedAt'],
  isSo: ({ exists, archivedAt = null }) => exists === true && archivedAt !== null,
}

/** A product belongs to the freezer, inside or out. */
export function isIn(freezerId: number): Condition {
  return {
    registers: presence,
    isSo: ({ exists, place }) => exists === true && place?.freezerId === freezerId,
  }
}

/** The number that a product inside takes up; undefined when there is none inside. */
export function slotOf({ exists, leaving, place }: State): string | undefined {
  if (!exists || leaving || !place) return undefined
  return `${place.freezerId}/${place.box}/${place.number}`
}

/** The freezer that a product is inside. */
export function homeOf(state: State): number | undefined {
  return slotOf(state) === undefined ? undefined : state.place?.freezerId
}

/** The name that no other freezer in use may have. */
export function nameInUse({ exists, name, archivedAt }: State): string | undefined {
  return exists && name !== undefined && archivedAt === null ? freezerNameKey(name) : undefined
}

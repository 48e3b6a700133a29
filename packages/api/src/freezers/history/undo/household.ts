import type { Fact, Thing } from './facts.ts'
import type { Place } from './state.ts'

/** What undoing asks of everything that a household keeps. Lists of ids may be cut beyond `MOST`. */
export interface Household {
  /** Everything that ever happened to a product or a freezer itself, in its order. */
  factsOf(thing: Thing): Promise<Fact[]>
  /** The product inside that has this number now. */
  productAt(place: Place): Promise<number | undefined>
  /** The products of a freezer, inside or out. */
  productsOf(freezerId: number): Promise<number[]>
  /** The products inside a freezer that are in boxes beyond this one. */
  productsBeyond(freezerId: number, box: number): Promise<number[]>
  /** The freezer in use whose name folds to this. */
  freezerNamed(liveName: string): Promise<number | undefined>
  /** How a product type went; undefined while it is there. */
  removalOf(typeId: number): Promise<Removal | undefined>
}

/** A product type was removed: nobody can undo that. */
export interface Removal {
  typeId: number
  eventId: number
  payload: object
}

/** How many things that stand in the way are looked at and named, at most. */
export const MOST = 100

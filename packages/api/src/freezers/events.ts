import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { defineEvent } from '../event-log/define.ts'
import { OutReason } from './products/schema.ts'

const Place = z.object({ freezerId: z.int(), box: z.int(), number: z.int() })

/** With the freezer as it was called then. */
const NamedPlace = Place.extend({ freezerName: z.string() })

const Facts = z.object({
  name: z.string(),
  description: z.string(),
  typeId: z.int(),
  quantity: z.int(),
  dateIn: Day,
  periodMonths: z.int().nullable(),
})

const Leaving = z.object({ dateOut: Day, reason: OutReason.nullable() })

/** Every payload holds what it takes to tell the story and to turn it back. */
const ofProduct = z.object({ productId: z.int(), name: z.string() })

export const FreezerCreated = defineEvent(
  'FreezerCreated',
  1,
  z.object({ householdId: z.int(), name: z.string(), boxes: z.int() }),
)
export const FreezerRenamed = defineEvent(
  'FreezerRenamed',
  1,
  z.object({ from: z.string(), to: z.string() }),
)
export const FreezerResized = defineEvent(
  'FreezerResized',
  1,
  z.object({ from: z.int(), to: z.int() }),
)
export const FreezerArchived = defineEvent('FreezerArchived', 1, z.object({}))
export const FreezerRestored = defineEvent('FreezerRestored', 1, z.object({}))
export const FreezerDeleted = defineEvent(
  'FreezerDeleted',
  1,
  z.object({ householdId: z.int(), name: z.string(), boxes: z.int() }),
)

export const ProductAdded = defineEvent(
  'ProductAdded',
  1,
  ofProduct.extend({ facts: Facts, place: Place, leaving: Leaving.nullable() }),
)
export const ProductEdited = defineEvent(
  'ProductEdited',
  1,
  ofProduct.extend({ from: Facts.partial(), to: Facts.partial() }),
)
/** Recorded in the stream of the freezer it left, and in that of the other one if there is one. */
export const ProductMoved = defineEvent(
  'ProductMoved',
  1,
  ofProduct.extend({ from: NamedPlace, to: NamedPlace }),
)
export const ProductTakenOut = defineEvent(
  'ProductTakenOut',
  1,
  ofProduct.extend({ place: Place, leaving: Leaving }),
)
export const ProductPutBack = defineEvent(
  'ProductPutBack',
  1,
  ofProduct.extend({ left: Place, place: Place, leaving: Leaving }),
)
export const ProductDeleted = defineEvent(
  'ProductDeleted',
  1,
  ofProduct.extend({ facts: Facts, place: Place, leaving: Leaving.nullable() }),
)

/** Everything that the history of a freezer can tell. */
export const freezerEvents = [
  FreezerCreated,
  FreezerRenamed,
  FreezerResized,
  FreezerArchived,
  FreezerRestored,
  FreezerDeleted,
  ProductAdded,
  ProductEdited,
  ProductMoved,
  ProductTakenOut,
  ProductPutBack,
  ProductDeleted,
] as const

/** The stream of everything that happens to a freezer and in it. */
export function freezerStream(freezerId: number): string {
  return `freezer-${freezerId}`
}

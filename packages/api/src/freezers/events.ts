import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { Instant } from '../calendar/instant.ts'
import { defineEvent, ERASED } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'
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

/** What people wrote of a product, gone. */
function eraseFacts<F extends { name?: string | undefined; description?: string | undefined }>(
  facts: F,
): F {
  return {
    ...facts,
    ...(facts.name === undefined ? {} : { name: ERASED }),
    ...(facts.description === undefined ? {} : { description: ERASED }),
  }
}

function eraseName<P extends { name: string }>(payload: P): P {
  return { ...payload, name: ERASED }
}

function eraseWholeProduct<P extends { name: string; facts: z.infer<typeof Facts> }>(
  payload: P,
): P {
  return { ...eraseName(payload), facts: eraseFacts(payload.facts) }
}

export const FreezerCreated = defineEvent(
  'FreezerCreated',
  1,
  z.object({ householdId: z.int(), name: z.string(), boxes: z.int() }),
  { erase: eraseName },
)
export const FreezerRenamed = defineEvent(
  'FreezerRenamed',
  1,
  z.object({ from: z.string(), to: z.string() }),
  { erase: () => ({ from: ERASED, to: ERASED }) },
)
export const FreezerResized = defineEvent(
  'FreezerResized',
  1,
  z.object({ from: z.int(), to: z.int() }),
)
export const FreezerArchived = defineEvent('FreezerArchived', 1, z.object({}))
export const FreezerRestored = defineEvent('FreezerRestored', 1, z.object({}))
/** Told to the household that it leaves. */
export const FreezerMovedAway = defineEvent(
  'FreezerMovedAway',
  1,
  z.object({ name: z.string(), to: z.int() }),
  { erase: eraseName },
)
/** Told to the household that it comes into, with what its products count for from now on there. */
export const FreezerMovedIn = defineEvent(
  'FreezerMovedIn',
  1,
  z.object({
    name: z.string(),
    from: z.int(),
    counted: z.array(z.object({ typeId: z.int(), dayOut: Day.nullable(), count: z.int() })),
  }),
  { erase: eraseName },
)
export const FreezerDeleted = defineEvent(
  'FreezerDeleted',
  1,
  z.object({ householdId: z.int(), name: z.string(), boxes: z.int() }),
  { erase: eraseName },
)

export const ProductAdded = defineEvent(
  'ProductAdded',
  1,
  ofProduct.extend({ facts: Facts, place: Place, leaving: Leaving.nullable() }),
  { erase: eraseWholeProduct },
)
export const ProductEdited = defineEvent(
  'ProductEdited',
  1,
  ofProduct.extend({
    from: Facts.partial(),
    to: Facts.partial(),
    leaving: Leaving.nullable(),
  }),
  {
    erase: (payload) => ({
      ...eraseName(payload),
      from: eraseFacts(payload.from),
      to: eraseFacts(payload.to),
    }),
  },
)
/** Recorded in the stream of the freezer it left; the history of the other one tells it too. */
export const ProductMoved = defineEvent(
  'ProductMoved',
  1,
  ofProduct.extend({ from: NamedPlace, to: NamedPlace }),
  {
    erase: (payload) => ({
      ...eraseName(payload),
      from: { ...payload.from, freezerName: ERASED },
      to: { ...payload.to, freezerName: ERASED },
    }),
  },
)
export const ProductTakenOut = defineEvent(
  'ProductTakenOut',
  1,
  ofProduct.extend({ typeId: z.int(), place: Place, leaving: Leaving }),
  { erase: eraseName },
)
export const ProductPutBack = defineEvent(
  'ProductPutBack',
  1,
  ofProduct.extend({ typeId: z.int(), left: Place, place: Place, leaving: Leaving }),
  { erase: eraseName },
)
export const ProductDeleted = defineEvent(
  'ProductDeleted',
  1,
  ofProduct.extend({ facts: Facts, place: Place, leaving: Leaving.nullable() }),
  { erase: eraseWholeProduct },
)

/** A product as it stood before or after; null: there was none. */
const ProductState = z.object({ facts: Facts, place: Place, leaving: Leaving.nullable() })

/** A freezer as it stood before or after; null: there was none. */
const FreezerState = z.object({
  householdId: z.int(),
  name: z.string(),
  boxes: z.int(),
  archivedAt: Instant.nullable(),
})

function eraseState<S extends { facts: z.infer<typeof Facts> } | null>(state: S): S {
  return state && { ...state, facts: eraseFacts(state.facts) }
}

/** An action was undone, or done again when what it undoes is an undoing itself. */
export const ActionUndone = defineEvent(
  'ActionUndone',
  1,
  z.object({
    /** The event that is undone by this one. */
    undoes: z.int(),
    /** The action that people see undone or done again, and what it was called. */
    action: z.object({ eventId: z.int(), type: z.string(), name: z.string() }),
    isRedo: z.boolean(),
    productId: z.int().nullable(),
    product: z
      .object({ before: ProductState.nullable(), after: ProductState.nullable() })
      .nullable(),
    freezer: z
      .object({ before: FreezerState.nullable(), after: FreezerState.nullable() })
      .nullable(),
  }),
  {
    erase: ({ action, product, freezer, ...rest }) => ({
      ...rest,
      action: eraseName(action),
      product: product && {
        before: eraseState(product.before),
        after: eraseState(product.after),
      },
      freezer: freezer && {
        before: freezer.before && eraseName(freezer.before),
        after: freezer.after && eraseName(freezer.after),
      },
    }),
  },
)

/** Everything that people do to freezers and products, and can undo. */
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
  ActionUndone,
] as const

/** Everything that the history of a freezer can tell. */
export const historyEvents = [...freezerEvents, FreezerMovedIn] as const

/** The stream of everything that happens to a freezer and in it. Its household sees it. */
export function freezerStream(freezer: { id: number; householdId: number }): Stream {
  const name = `freezer-${freezer.id}`
  return { name, audience: `organisation-${freezer.householdId}`, subject: name }
}

/** The stream of the freezer that a product is in, for what happens to that product. */
export function productStream(product: {
  id: number
  householdId: number
  freezer: { id: number }
}): Stream {
  const { freezer, householdId } = product
  return { ...freezerStream({ id: freezer.id, householdId }), subject: `product-${product.id}` }
}

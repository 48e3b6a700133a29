import type { Deed } from '@larder/api/src/freezers/history/undo/facts.ts'
import type { Place } from '@larder/api/src/freezers/history/undo/state.ts'

// What deeds come to, told as simply as possible: one after the other, each changing what it is
// about. It knows nothing of registers, of plans or of how Larder looks for what is in the way.

export interface SimpleProduct {
  facts: {
    name: string
    description: string
    typeId: number
    quantity: number
    dateIn: string
    periodMonths: number | null
  }
  place: Place
  leaving: { dateOut: string; reason: 'eaten' | 'given away' | 'discarded' | null } | null
}

export interface SimpleFreezer {
  householdId: number
  name: string
  boxes: number
  archivedAt: string | null
}

export interface SimpleState {
  products: Map<number, SimpleProduct>
  freezers: Map<number, SimpleFreezer>
}

/** A deed and the id of the freezer or product that it is about. */
export interface Done {
  about: number
  deed: Deed
}

/** What deeds come to; undefined when one of them could not have been done after those before it. */
export function stateAfter(deeds: readonly Done[]): SimpleState | undefined {
  const state: SimpleState = { products: new Map(), freezers: new Map() }
  const isPossible = deeds.every((done) => apply(state, done))
  return isPossible ? state : undefined
}

/** Does one thing more. Answers false, having changed nothing, when it cannot be. */
export function apply({ products, freezers }: SimpleState, { about, deed }: Done): boolean {
  const product = products.get(about)
  const freezer = freezers.get(about)
  switch (deed.type) {
    case 'FreezerCreated':
      if (freezer) return false
      freezers.set(about, { ...deed.payload, archivedAt: null })
      return true
    case 'FreezerRenamed':
      if (freezer) freezers.set(about, { ...freezer, name: deed.payload.to })
      return freezer !== undefined
    case 'FreezerResized':
      if (freezer) freezers.set(about, { ...freezer, boxes: deed.payload.to })
      return freezer !== undefined
    case 'FreezerArchived':
      if (!freezer || freezer.archivedAt !== null) return false
      freezers.set(about, { ...freezer, archivedAt: deed.at })
      return true
    case 'FreezerRestored':
      if (!freezer || freezer.archivedAt === null) return false
      freezers.set(about, { ...freezer, archivedAt: null })
      return true
    case 'FreezerDeleted':
      return freezers.delete(about)
    case 'ProductAdded': {
      if (product) return false
      const { facts, place, leaving } = deed.payload
      products.set(about, { facts, place, leaving })
      return true
    }
    case 'ProductEdited': {
      if (!product) return false
      const facts = { ...product.facts, ...(deed.payload.to as Partial<SimpleProduct['facts']>) }
      if (product.leaving && product.leaving.dateOut < facts.dateIn) return false
      products.set(about, { ...product, facts })
      return true
    }
    case 'ProductMoved': {
      if (!product || product.leaving) return false
      const { freezerId, box, number } = deed.payload.to
      products.set(about, { ...product, place: { freezerId, box, number } })
      return true
    }
    case 'ProductTakenOut': {
      const { leaving } = deed.payload
      if (!product || product.leaving || leaving.dateOut < product.facts.dateIn) return false
      products.set(about, { ...product, leaving })
      return true
    }
    case 'ProductPutBack':
      if (!product?.leaving) return false
      products.set(about, { ...product, place: deed.payload.place, leaving: null })
      return true
    case 'ProductDeleted':
      return products.delete(about)
  }
}

/** Whether the state keeps every rule of the tables. */
export function isSound({ products, freezers }: SimpleState, types: ReadonlySet<number>): boolean {
  const inside = [...products.values()].filter(({ leaving }) => !leaving)
  const slots = inside.map(slotOf)
  const names = [...freezers.values()]
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ name }) => name.toLowerCase())
  return (
    new Set(slots).size === slots.length &&
    new Set(names).size === names.length &&
    inside.every(({ place }) => place.box <= (freezers.get(place.freezerId)?.boxes ?? 0)) &&
    [...products.values()].every(
      ({ facts, place, leaving }) =>
        freezers.has(place.freezerId) &&
        types.has(facts.typeId) &&
        (!leaving || leaving.dateOut >= facts.dateIn),
    )
  )
}

/** The number that a product takes up; of one that is out or missing, none. */
export function slotOf(product: SimpleProduct | undefined): string | undefined {
  if (!product || product.leaving) return undefined
  const { freezerId, box, number } = product.place
  return `${freezerId}/${box}/${number}`
}

/** The products inside a freezer. */
export function insideOf({ products }: SimpleState, freezerId: number): Set<number> {
  const inside = [...products].filter(
    ([, product]) => slotOf(product) !== undefined && product.place.freezerId === freezerId,
  )
  return new Set(inside.map(([id]) => id))
}

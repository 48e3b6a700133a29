import { planUndo } from '@larder/api/src/freezers/history/undo/plan-undo.ts'
import type { Place } from '@larder/api/src/freezers/history/undo/state.ts'
import fc from 'fast-check'
import { SimpleHousehold } from './simple-household.ts'
import type { SimpleFreezer, SimpleProduct } from './simple-state.ts'

/** Something that somebody tries, in numbers that are read as what there is by then. */
export interface Attempt {
  what: keyof typeof attempts
  which: number
  freezer: number
  box: number
  number: number
  day: number
  typeId: number
  name: number
}

/** What an attempt comes to: the things that it means, as they are by then. */
interface Scene {
  household: SimpleHousehold
  attempt: Attempt
  newId: () => number
  freezerId: number
  freezer: SimpleFreezer | undefined
  productId: number
  product: SimpleProduct | undefined
  place: Place
  day: string
  name: string
}

const names = ['attic', 'cellar', 'garage']
const HOUSEHOLD = 1

const attempts = {
  add({ household, freezer, place, day, name, newId, attempt: { typeId, which } }: Scene) {
    if (freezer?.archivedAt !== null) return
    const id = newId()
    const facts = {
      ...{ name, description: '', typeId, quantity: Number(day.at(-1)) },
      ...{ dateIn: day, periodMonths: null },
    }
    const leaving = which % 8 === 0 ? { dateOut: '2024-01-04', reason: null } : null
    const payload = { productId: id, name, facts, place, leaving }
    household.do(`product-${id}`, { type: 'ProductAdded', payload })
  },
  'correct the days': (scene: Scene) =>
    correct(scene, { dateIn: scene.day, quantity: scene.attempt.number }),
  'correct the rest': (scene: Scene) => {
    const { typeId, day: quantity } = scene.attempt
    correct(scene, { name: scene.name, typeId, ...(quantity > 2 ? { quantity } : {}) })
  },
  move({ household, product, productId, freezer, place }: Scene) {
    if (!product || freezer?.archivedAt !== null) return
    if (JSON.stringify(product.place) === JSON.stringify(place)) return
    const from = { ...product.place, freezerName: '' }
    const payload = { ...called(productId, product), from, to: { ...place, freezerName: '' } }
    household.do(`product-${productId}`, { type: 'ProductMoved', payload })
  },
  'take out': ({ household, product, productId, day }: Scene) => {
    if (!product) return
    const { typeId } = product.facts
    const leaving = { dateOut: day, reason: 'eaten' as const }
    const payload = { ...called(productId, product), typeId, place: product.place, leaving }
    household.do(`product-${productId}`, { type: 'ProductTakenOut', payload })
  },
  'put back': ({ household, product, productId, attempt: { box, number } }: Scene) => {
    const home = household.state.freezers.get(product?.place.freezerId ?? 0)
    if (!product?.leaving || home?.archivedAt !== null) return
    const { leaving, place: left } = product
    const { typeId } = product.facts
    const place = { ...left, box, number }
    const payload = { ...called(productId, product), typeId, left, place, leaving }
    household.do(`product-${productId}`, { type: 'ProductPutBack', payload })
  },
  delete({ household, product, productId }: Scene) {
    if (!product) return
    const payload = { ...called(productId, product), ...product }
    household.do(`product-${productId}`, { type: 'ProductDeleted', payload })
  },
  async undo({ household, attempt: { which } }: Scene) {
    const { thing, fact } = household.told[which % household.told.length] ?? {}
    const plan = thing && fact && (await planUndo(household, thing, fact.id))
    if (plan?.blockers.length === 0) household.turn(plan.undoes)
  },
  'create a freezer': ({ household, name, newId, attempt: { box: boxes } }: Scene) => {
    const payload = { householdId: HOUSEHOLD, name, boxes }
    household.do(`freezer-${newId()}`, { type: 'FreezerCreated', payload })
  },
  rename({ household, freezer, freezerId, name: to }: Scene) {
    if (!freezer || freezer.name === to) return
    const payload = { from: freezer.name, to }
    household.do(`freezer-${freezerId}`, { type: 'FreezerRenamed', payload })
  },
  resize({ household, freezer, freezerId, attempt: { box: to } }: Scene) {
    if (!freezer || freezer.boxes === to) return
    const payload = { from: freezer.boxes, to }
    household.do(`freezer-${freezerId}`, { type: 'FreezerResized', payload })
  },
  archive({ household, freezerId }: Scene) {
    household.do(`freezer-${freezerId}`, { type: 'FreezerArchived', payload: {} })
  },
  restore({ household, freezerId }: Scene) {
    household.do(`freezer-${freezerId}`, { type: 'FreezerRestored', payload: {} })
  },
  'delete a freezer': ({ household, freezer, freezerId }: Scene) => {
    if (!freezer) return
    household.do(`freezer-${freezerId}`, { type: 'FreezerDeleted', payload: freezer })
  },
  'remove a type': ({ household, attempt: { which, typeId } }: Scene) => {
    if (which % 5 === 0) household.removeType(typeId)
  },
} satisfies Record<string, (scene: Scene) => void | Promise<void>>

const kinds = Object.keys(attempts) as Attempt['what'][]

const anyAttempt: fc.Arbitrary<Attempt> = fc.record({
  what: fc.constantFrom(...kinds, 'add', 'add', 'undo'),
  which: fc.nat({ max: 40 }),
  freezer: fc.nat({ max: 2 }),
  box: fc.integer({ min: 1, max: 3 }),
  number: fc.integer({ min: 1, max: 2 }),
  day: fc.integer({ min: 1, max: 4 }),
  typeId: fc.integer({ min: 1, max: 3 }),
  name: fc.nat({ max: 2 }),
})

/** What is tried in the life of a small household, in which many things get in the way of others. */
export const anyLife = fc.array(anyAttempt, { minLength: 4, maxLength: 30, size: 'max' })

/** Lives it: what cannot be done by then is not done. */
export async function live(tried: readonly Attempt[]): Promise<SimpleHousehold> {
  const household = new SimpleHousehold()
  for (const [index, name] of ['attic', 'cellar'].entries()) {
    const payload = { householdId: HOUSEHOLD, name, boxes: 2 }
    household.do(`freezer-${index + 1}`, { type: 'FreezerCreated', payload })
  }
  let lastId = 2
  for (const attempt of tried) {
    const scene = sceneOf(household, attempt, () => ++lastId)
    await attempts[attempt.what](scene)
  }
  return household
}

function sceneOf(household: SimpleHousehold, attempt: Attempt, newId: () => number): Scene {
  const { freezers, products } = household.state
  const { which, box, number } = attempt
  const [freezerId, freezer] = [...freezers][attempt.freezer % (freezers.size || 1)] ?? [0]
  const [productId, product] = [...products][which % (products.size || 1)] ?? [0]
  return {
    ...{ household, attempt, newId, freezerId, freezer, productId, product },
    place: { freezerId, box, number },
    day: `2024-01-0${attempt.day}`,
    name: names[attempt.name] ?? '',
  }
}

function correct(
  { household, product, productId }: Scene,
  wanted: Partial<SimpleProduct['facts']>,
): void {
  if (!product) return
  const fields = Object.keys(wanted) as (keyof typeof wanted)[]
  const changed = fields.filter((field) => product.facts[field] !== wanted[field])
  if (changed.length === 0) return
  const pick = (facts: typeof wanted) =>
    Object.fromEntries(changed.map((field) => [field, facts[field]]))
  const { leaving, facts } = product
  const payload = { ...called(productId, product), from: pick(facts), to: pick(wanted), leaving }
  household.do(`product-${productId}`, { type: 'ProductEdited', payload })
}

function called(productId: number, { facts: { name } }: SimpleProduct) {
  return { productId, name }
}

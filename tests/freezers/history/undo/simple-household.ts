import { isDeepStrictEqual } from 'node:util'
import type { Deed, Fact, Thing } from '@larder/api/src/freezers/history/undo/facts.ts'
import type { Household, Removal } from '@larder/api/src/freezers/history/undo/household.ts'
import type { Place } from '@larder/api/src/freezers/history/undo/state.ts'
import type { Done, SimpleState } from './simple-state.ts'
import { apply, insideOf, isSound, slotOf, stateAfter } from './simple-state.ts'

/** An event, and how everything was before it. */
interface Told {
  thing: Thing
  fact: Fact
  before: SimpleState
}

type What = Deed extends infer D ? (D extends Deed ? Pick<D, 'type' | 'payload'> : never) : never

/** A household in memory: what happened, and what it would be had some of it not happened. */
export class SimpleHousehold implements Household {
  readonly told: Told[] = []
  readonly removals = new Map<number, Removal>()
  readonly types = new Set([1, 2, 3])
  state: SimpleState = { products: new Map(), freezers: new Map() }
  #lastEvent = 0

  /** Does something, if it can be done and keeps the rules. */
  do(thing: Thing, what: What): void {
    const id = this.#lastEvent + 1
    const deed = { ...what, id, at: `at ${id}` } as Deed
    const state = copyOf(this.state)
    if (apply(state, { about: idOf(thing), deed }) && isSound(state, this.types)) {
      this.#tell(thing, deed, state)
    }
  }

  /** Removes a product type, if nothing is of it. */
  removeType(typeId: number): void {
    const isUsed = [...this.state.products.values()].some(({ facts }) => facts.typeId === typeId)
    if (isUsed || !this.types.delete(typeId)) return
    this.#lastEvent++
    this.removals.set(typeId, { typeId, eventId: this.#lastEvent, payload: {} })
  }

  /** Everything as it would be without the action of an event or, where that is undone, with it. */
  without(eventId: number): SimpleState | undefined {
    const { root } = this.chainOf(eventId)
    const holding = this.#holding()
    if (!holding.delete(root)) holding.add(root)
    return stateAfter(this.#deeds().filter(({ deed }) => holding.has(deed.id)))
  }

  /** Whether the action of an event may be turned round, found out by doing it. */
  mayTurn(eventId: number): boolean {
    const state = this.without(eventId)
    if (!state || !isSound(state, this.types)) return false
    if (isDeepStrictEqual(state, this.state)) return false
    const archived = [...this.state.freezers].filter(([, { archivedAt }]) => archivedAt !== null)
    return archived.every(([freezerId]) => this.#keeps(freezerId, eventId, state))
  }

  /** An archived freezer keeps what is inside, but for what was taken out after it was archived. */
  #keeps(freezerId: number, eventId: number, state: SimpleState): boolean {
    const { root, isDone } = this.chainOf(eventId)
    const [now, then] = [insideOf(this.state, freezerId), insideOf(state, freezerId)]
    if (isDeepStrictEqual(now, then)) return true
    const holding = this.#holding()
    const archiving = this.told.findLast(
      ({ thing, fact: { type, id } }) =>
        thing === `freezer-${freezerId}` && type === 'FreezerArchived' && holding.has(id),
    )
    const tookOut = isDone ? now.size < then.size : now.size > then.size
    return tookOut && (archiving?.fact.id ?? 0) < root
  }

  /** Turns the action of an event round, whether that may be or not. */
  turn(eventId: number): void {
    const state = this.without(eventId)
    const { root, last, isDone } = this.chainOf(eventId)
    const { thing, fact } = this.told.find((each) => each.fact.id === root) ?? {}
    if (!state || !thing || !fact) throw new Error(`Event ${eventId} cannot be turned round.`)
    const id = idOf(thing)
    const pair = <T>(of: (s: SimpleState) => T | undefined) => ({
      before: of(this.state) ?? null,
      after: of(state) ?? null,
    })
    const isProduct = thing.startsWith('product-')
    const payload = {
      undoes: last,
      action: { eventId: root, type: fact.type, name: '' },
      isRedo: !isDone,
      productId: isProduct ? id : null,
      product: isProduct ? pair(({ products }) => products.get(id)) : null,
      freezer: isProduct ? null : pair(({ freezers }) => freezers.get(id)),
    }
    const undoing = { id: this.#lastEvent + 1, at: '', type: 'ActionUndone' as const, payload }
    this.#tell(thing, undoing, state)
  }

  /** The deed at the root of an event's undoings, and the last of these. */
  chainOf(eventId: number): { root: number; last: number; isDone: boolean } {
    const event = this.told.find(({ fact }) => fact.id === eventId)?.fact
    const root = event?.type === 'ActionUndone' ? event.payload.action.eventId : eventId
    const turns = this.told.filter(
      ({ fact }) => fact.type === 'ActionUndone' && fact.payload.action.eventId === root,
    )
    return { root, last: turns.at(-1)?.fact.id ?? root, isDone: turns.length % 2 === 0 }
  }

  async factsOf(thing: Thing): Promise<Fact[]> {
    return this.told.filter((each) => each.thing === thing).map(({ fact }) => fact)
  }

  async productAt({ freezerId, box, number }: Place): Promise<number | undefined> {
    const slot = `${freezerId}/${box}/${number}`
    return [...this.state.products].find(([, product]) => slotOf(product) === slot)?.[0]
  }

  async productsOf(freezerId: number): Promise<number[]> {
    const { products } = this.state
    return [...products].filter(([, { place }]) => place.freezerId === freezerId).map(([id]) => id)
  }

  async productsBeyond(freezerId: number, box: number): Promise<number[]> {
    const inside = insideOf(this.state, freezerId)
    return [...inside].filter((id) => (this.state.products.get(id)?.place.box ?? 0) > box)
  }

  async freezerNamed(liveName: string): Promise<number | undefined> {
    return [...this.state.freezers].find(
      ([, { name, archivedAt }]) => archivedAt === null && name === liveName,
    )?.[0]
  }

  async removalOf(typeId: number): Promise<Removal | undefined> {
    return this.removals.get(typeId)
  }

  /** The same household once more, for trying something out. */
  copy(): SimpleHousehold {
    const copy = new SimpleHousehold()
    copy.told.push(...this.told)
    for (const [id, removal] of this.removals) {
      copy.removals.set(id, removal)
      copy.types.delete(id)
    }
    copy.state = copyOf(this.state)
    copy.#lastEvent = this.#lastEvent
    return copy
  }

  #tell(thing: Thing, fact: Fact, state: SimpleState): void {
    this.#lastEvent = fact.id
    this.told.push({ thing, fact, before: this.state })
    this.state = state
  }

  #deeds(): Done[] {
    return this.told.flatMap(({ thing, fact }) =>
      fact.type === 'ActionUndone' ? [] : [{ about: idOf(thing), deed: fact }],
    )
  }

  #holding(): Set<number> {
    const holding = new Set<number>()
    for (const { fact } of this.told) {
      const id = fact.type === 'ActionUndone' ? fact.payload.action.eventId : fact.id
      if (!holding.delete(id)) holding.add(id)
    }
    return holding
  }
}

function copyOf({ products, freezers }: SimpleState): SimpleState {
  return { products: new Map(products), freezers: new Map(freezers) }
}

function idOf(thing: Thing): number {
  return Number(thing.split('-')[1])
}

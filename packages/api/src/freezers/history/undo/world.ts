import type { Action } from './actions.ts'
import { actionsIn, eventsOf, heldBefore } from './actions.ts'
import type { Fact, Thing } from './facts.ts'
import type { Household } from './household.ts'
import type { Outcome, Register, State } from './state.ts'
import { replay, says } from './state.ts'

/** Something that may be so of a thing, and the registers that it depends on. */
export interface Condition {
  registers: readonly Register[]
  isSo: (state: State) => boolean
}

/** A household as it would be if some events were taken back. */
export class World {
  readonly household: Household
  readonly #known: Map<Thing, Promise<Action[]>>
  readonly #takenBack = new Map<Action, number>()

  constructor(household: Household, known: Map<Thing, Promise<Action[]>> = new Map()) {
    this.household = household
    this.#known = known
  }

  /** The same household with nothing taken back. What was read once is not read again. */
  asItIs(): World {
    return new World(this.household, this.#known)
  }

  /** Takes back the last event of an action: it is undone then, or done again. */
  takeBack(action: Action): void {
    this.#takenBack.set(action, (this.#takenBack.get(action) ?? 0) + 1)
  }

  /** The things of a kind with these ids, and all those that something was taken back of. */
  withTouched(kind: 'product' | 'freezer', ids: readonly (number | undefined)[]): Set<Thing> {
    const found = ids.flatMap((id): Thing[] => (id === undefined ? [] : [`${kind}-${id}`]))
    const touched = [...this.#takenBack.keys()].map(({ thing }) => thing)
    return new Set([...found, ...touched.filter((thing) => thing.startsWith(kind))])
  }

  /** The events of an action that are left. */
  #left(action: Action): Fact[] {
    const events = eventsOf(action)
    return events.slice(0, events.length - (this.#takenBack.get(action) ?? 0))
  }

  holds(action: Action): boolean {
    return this.#left(action).length % 2 === 1
  }

  /** The event that decided last whether an action holds; 0 when all were taken back. */
  lastOf(action: Action): number {
    return this.#left(action).at(-1)?.id ?? 0
  }

  /** Whether an action held before the event that would be undone, and does not now, or the reverse. */
  hasChanged(action: Action, target: Action): boolean {
    return action !== target && this.holds(action) !== heldBefore(action, this.lastOf(target))
  }

  actionsOf(thing: Thing): Promise<Action[]> {
    const known =
      this.#known.get(thing) ??
      this.household.factsOf(thing).then((facts) => actionsIn(thing, facts))
    this.#known.set(thing, known)
    return known
  }

  /** What a thing comes to; with `turning`, what it would once that is turned round as well. */
  async outcomeOf(thing: Thing, turning?: Action): Promise<Outcome> {
    const holds = (action: Action) => this.holds(action) !== (action === turning)
    return replay(await this.actionsOf(thing), holds)
  }

  /** The state of a thing, as `outcomeOf`. */
  async stateOf(thing: Thing, turning?: Action): Promise<State> {
    return (await this.outcomeOf(thing, turning)).state
  }

  /**
   * What made something so of a thing since the event that would be undone: of everything that has
   * changed since, taken back in turn, the latest first, the one without which it is not so. Of the
   * thing of the target it is asked as if the target was turned round from the beginning.
   */
  async madeSo(
    thing: Thing,
    { registers, isSo }: Condition,
    target: Action,
  ): Promise<Action | undefined> {
    const actions = await this.actionsOf(thing)
    const changed = actions
      .filter(({ deed }) => registers.some((register) => says(deed, register)))
      .filter((action) => this.hasChanged(action, target))
      .sort((a, b) => this.lastOf(b) - this.lastOf(a))
    const takenBack = new Set([target])
    const holds = (action: Action) => this.holds(action) !== takenBack.has(action)
    return changed.find((action) => {
      takenBack.add(action)
      return !isSo(replay(actions, holds).state)
    })
  }
}

import type { Deed, Fact, Thing, Undoing } from './facts.ts'

/** What somebody did, with everything that undid it and did it again since. */
export interface Action {
  thing: Thing
  deed: Deed
  /** Undone by the first, done again by the second, undone by the third, and so on. */
  turns: Undoing[]
}

/** The actions on one thing in the order in which they were done. */
export function actionsIn(thing: Thing, facts: readonly Fact[]): Action[] {
  const actions = new Map<number, Action>()
  for (const fact of facts) {
    if (fact.type === 'ActionUndone') actions.get(fact.payload.action.eventId)?.turns.push(fact)
    else actions.set(fact.id, { thing, deed: fact, turns: [] })
  }
  return [...actions.values()]
}

/** The deed and everything that undid it and did it again. */
export function eventsOf({ deed, turns }: Action): Fact[] {
  return [deed, ...turns]
}

/** Whether it is done now, and not undone. */
export function holdsNow({ turns }: Action): boolean {
  return turns.length % 2 === 0
}

/** Whether an action was done and not undone just before the event with this id. */
export function heldBefore(action: Action, eventId: number): boolean {
  return eventsOf(action).filter(({ id }) => id < eventId).length % 2 === 1
}

/** The event by which one of the action's events is undone already; undefined while it holds. */
export function undoneBy(action: Action, eventId: number): Fact | undefined {
  const events = eventsOf(action)
  const since = events.length - 1 - events.findIndex(({ id }) => id === eventId)
  return since % 2 === 0 ? undefined : events.at(-1)
}

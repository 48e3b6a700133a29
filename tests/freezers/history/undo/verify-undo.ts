import { isDeepStrictEqual } from 'node:util'
import type { planUndo } from '@larder/api/src/freezers/history/undo/plan-undo.ts'
import type { SimpleHousehold } from './simple-household.ts'

export type Planner = typeof planUndo

export interface Tally {
  lives: number
  undone: number
  refused: number
  /** Events that were named as standing in the way, and those of them that could have stayed. */
  named: number
  needless: number
}

/**
 * Compares what a planner says of undoing an event with what comes of it: undone, everything is as
 * if it had never been done, and done again, as it was; refused, it is indeed impossible, and
 * becomes possible by undoing what is named, the latest first. Throws the whole story otherwise.
 */
export async function verifyUndo(
  household: SimpleHousehold,
  eventId: number,
  plan: Planner,
  tally: Tally,
): Promise<void> {
  const named = await blockersOf(household, eventId, plan)
  demand(household.mayTurn(eventId) === (named.length === 0), 'wrongly allowed or refused')
  if (named.length === 0) return verifyDone()
  tally.refused++
  tally.named += named.length
  const { last } = household.chainOf(eventId)
  demand(
    named.every((id) => id > last),
    'something earlier is named',
  )
  const removed = new Set([...household.removals.values()].map((removal) => removal.eventId))
  // A product type does not come back, so the way stays closed.
  if (named.some((id) => removed.has(id))) return
  const cleared = household.copy()
  for (const id of named) {
    demand((await blockersOf(cleared, id, plan)).length === 0, `${id} cannot be undone in its turn`)
    cleared.turn(id)
  }
  demand((await blockersOf(cleared, eventId, plan)).length === 0, 'not all were named')
  demand(cleared.mayTurn(eventId), 'it is still impossible')
  tally.needless += named.filter((id) => isPossibleWith(id)).length

  async function verifyDone(): Promise<void> {
    tally.undone++
    const { thing } = household.told.find(({ fact }) => fact.id === eventId) ?? {}
    const planned = thing && (await plan(household, thing, eventId))
    const after = household.copy()
    after.turn(eventId)
    const said = Object.entries(planned?.after ?? {}).filter(([, value]) => value !== undefined)
    demand(isDeepStrictEqual(told(after, thing), asTold(Object.fromEntries(said))), 'another state')
    const redo = after.chainOf(eventId).last
    demand((await blockersOf(after, redo, plan)).length === 0, 'it cannot be done again')
    after.turn(redo)
    demand(isDeepStrictEqual(after.state, household.state), 'done again, it is not as it was')
  }

  /** Whether it can be undone, although one of what is named stays. */
  function isPossibleWith(staying: number): boolean {
    const copy = household.copy()
    for (const id of named) if (id !== staying && copy.mayTurn(id)) copy.turn(id)
    return copy.mayTurn(eventId)
  }

  function demand(isSo: boolean, complaint: string): asserts isSo {
    if (isSo) return
    const story = household.told.map(
      ({ thing, fact: { id, type, payload } }) =>
        `${id} ${thing} ${type} ${JSON.stringify('undoes' in payload ? payload.action : payload)}`,
    )
    const removals = [...household.removals.values()].map((each) => JSON.stringify(each))
    const what = `Undoing ${eventId}: ${complaint}. Named: ${named.join(', ') || 'nothing'}.`
    throw new Error([what, ...story, ...removals].join('\n'))
  }
}

async function blockersOf(
  household: SimpleHousehold,
  eventId: number,
  plan: Planner,
): Promise<number[]> {
  const { thing } = household.told.find(({ fact }) => fact.id === eventId) ?? {}
  const planned = thing && (await plan(household, thing, eventId))
  if (!planned) throw new Error(`There is no plan for event ${eventId}.`)
  return planned.blockers.map((blocker) => blocker.eventId)
}

/** The thing as the household has it, told as a plan tells it. */
function told({ state }: SimpleHousehold, thing: string | undefined): object | null {
  const [kind, id] = thing?.split('-') ?? []
  const product = kind === 'product' ? state.products.get(Number(id)) : undefined
  if (product) return { ...product.facts, place: product.place, leaving: product.leaving }
  return state.freezers.get(Number(id)) ?? null
}

function asTold({ exists, createdAt, ...facts }: Record<string, unknown>): object | null {
  return exists === true && createdAt !== undefined ? facts : null
}

import type { Writer } from '@larder/db'
import { ERASED } from '../../../event-log/define.ts'
import { actionsIn, holdsNow } from './actions.ts'
import type { Fact, Thing } from './facts.ts'
import { idOf, isProduct } from './facts.ts'
import type { State } from './state.ts'
import { replay } from './state.ts'

type Text = Pick<State, 'name' | 'description'>

/**
 * Facts in which what people wrote was erased from the log, with what still stands in the thing
 * itself: the rules must know what it is called.
 */
export async function withStandingText(db: Writer, thing: Thing, facts: Fact[]): Promise<Fact[]> {
  const { state, saidBy } = replay(actionsIn(thing, facts), holdsNow)
  const erased = (['name', 'description'] as const).filter((text) => state[text] === ERASED)
  if (!state.exists || erased.length === 0) return facts
  const standing = await textOf(db, thing)
  const said = new Map<Fact, Text>()
  for (const register of erased) {
    const deed = saidBy.get(register)?.deed
    if (deed) said.set(deed, { ...said.get(deed), [register]: standing[register] })
  }
  return facts.map((fact) => {
    const text = said.get(fact)
    return text ? restored(fact, text) : fact
  })
}

async function textOf(db: Writer, thing: Thing): Promise<Text> {
  const id = idOf(thing)
  if (!isProduct(thing)) {
    const row = db.selectFrom('freezers').select('name').where('id', '=', id)
    return (await row.executeTakeFirst()) ?? {}
  }
  const row = db.selectFrom('products').select(['name', 'description']).where('id', '=', id)
  return (await row.executeTakeFirst()) ?? {}
}

function restored(fact: Fact, text: Text): Fact {
  switch (fact.type) {
    case 'FreezerCreated':
      return { ...fact, payload: { ...fact.payload, ...text } }
    case 'FreezerRenamed':
      return { ...fact, payload: { ...fact.payload, to: text.name ?? ERASED } }
    case 'ProductAdded':
      return { ...fact, payload: { ...fact.payload, facts: { ...fact.payload.facts, ...text } } }
    case 'ProductEdited':
      return { ...fact, payload: { ...fact.payload, to: { ...fact.payload.to, ...text } } }
    default:
      return fact
  }
}

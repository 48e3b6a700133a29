import type { Reader } from '@larder/db'
import { eventInWords } from '../../../event-log/words/event-in-words.ts'
import type { Language } from '../../../text/language.ts'
import { ProductTypeRemoved } from '../../types/events.ts'
import { eventsOf } from './actions.ts'
import { idOf, isProduct } from './facts.ts'
import { namesOf } from './names.ts'
import type { Blocker } from './plan-undo.ts'

/** An event as people are told of it. */
export interface Told {
  eventId: number
  type: string
  text: string
}

/** Their words do not say which freezer: a history of one need not. */
const nameless = new Set(['FreezerRenamed', 'FreezerResized', 'FreezerArchived', 'FreezerRestored'])

/** What stands in the way, in words; of a freezer itself with its name, where they lack it. */
export async function tellBlockers(
  db: Reader,
  language: Language,
  blockers: Blocker[],
): Promise<Told[]> {
  const freezerIds = blockers.flatMap(({ obstacle }) =>
    'deed' in obstacle && !isProduct(obstacle.thing) ? [idOf(obstacle.thing)] : [],
  )
  const { freezers } = await namesOf(db, language, { freezerIds, typeIds: [] })
  return blockers.flatMap(({ eventId, obstacle }): Told[] => {
    if (!('deed' in obstacle)) {
      const { type } = ProductTypeRemoved
      return [{ eventId, type, text: eventInWords(language, { type, ...obstacle }) }]
    }
    const event = eventsOf(obstacle).find(({ id }) => id === eventId)
    if (!event) return []
    const text = eventInWords(language, event)
    const name = nameless.has(event.type) ? freezers.get(idOf(obstacle.thing)) : undefined
    return [{ eventId, type: event.type, text: name === undefined ? text : `${name}: ${text}` }]
  })
}

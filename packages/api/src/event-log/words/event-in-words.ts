import { historyEvents } from '../../freezers/events.ts'
import { inWords } from '../../freezers/history/in-words.ts'
import type { Language } from '../../text/language.ts'
import { english } from './english.ts'
import { french } from './french.ts'

type FreezerFact = Parameters<typeof inWords>[1]

const ofFreezers = new Set<string>(historyEvents.map(({ type }) => type))

/** What happened, as one clause for people; just its name when a newer process recorded it. */
export function eventInWords(language: Language, event: { type: string; payload: object }): string {
  if (ofFreezers.has(event.type)) return inWords(language, event as FreezerFact)
  const words: object = language === 'fr' ? french : english
  if (!Object.hasOwn(words, event.type)) return event.type
  return (Reflect.get(words, event.type) as (payload: object) => string)(event.payload)
}

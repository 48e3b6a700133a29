import type { EventOf } from '../../../event-log/recorded-event.ts'
import { freezerEvents } from '../../events.ts'

type Recorded = EventOf<(typeof freezerEvents)[number]>

type Essence<E> = E extends Recorded ? Pick<E, 'id' | 'type' | 'payload' | 'at'> : never

/** An event of the freezers, as far as undoing must know it. */
export type Fact = Essence<Recorded>

/** The types of these events. */
export const factTypes: ReadonlySet<string> = new Set(freezerEvents.map(({ type }) => type))

/** An event that undid another one. */
export type Undoing = Extract<Fact, { type: 'ActionUndone' }>

/** What people did themselves. */
export type Deed = Exclude<Fact, Undoing>

/** A product or a freezer, called as the subject of its events. */
export type Thing = `product-${number}` | `freezer-${number}`

/** The product or freezer that an event is about; undefined when it is about something else. */
export function thingOf(subject: string | null): Thing | undefined {
  return subject !== null && /^(product|freezer)-\d+$/.test(subject)
    ? (subject as Thing)
    : undefined
}

/** The id of a product or freezer. */
export function idOf(thing: Thing): number {
  return Number(thing.slice(thing.indexOf('-') + 1))
}

export function isProduct(thing: Thing): thing is `product-${number}` {
  return thing.startsWith('product-')
}

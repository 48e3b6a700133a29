import type { z } from 'zod'

/** A fact, ready to be recorded. */
export interface DomainEvent {
  readonly type: string
  readonly schemaVersion: number
  readonly payload: object
}

/** An event type: call it with a payload to state the fact. */
export interface EventType<Type extends string, Payload extends z.ZodType<object>> {
  (payload: z.infer<Payload>): DomainEvent
  readonly type: Type
  readonly schemaVersion: number
  readonly payload: Payload
  readonly options: EventOptions<z.infer<Payload>>
}

export interface EventOptions<Payload> {
  /** By the version that it turns into the next one: what was recorded then, in today's shape. */
  upcasts?: Readonly<Record<number, (payload: never) => object>>
  /** The payload without what people wrote, in the same shape: for erasing them from the log. */
  erase?: (payload: Payload) => Payload
}

// biome-ignore lint/suspicious/noExplicitAny: any event type; `EventType` is invariant in its payload.
export type AnyEventType = EventType<string, any>

/** What stands in an erased payload where people wrote something. */
export const ERASED = '[erased]'

/**
 * Defines a fact of a domain, in the past tense. Raise `schemaVersion` whenever the payload changes
 * shape and add an upcast: what was recorded under an older version stays as it is.
 */
export function defineEvent<Type extends string, Payload extends z.ZodType<object>>(
  type: Type,
  schemaVersion: number,
  payload: Payload,
  options: EventOptions<z.infer<Payload>> = {},
): EventType<Type, Payload> {
  const state = (facts: z.infer<Payload>): DomainEvent => ({ type, schemaVersion, payload: facts })
  return Object.assign(state, { type, schemaVersion, payload, options })
}

/** A recorded payload in today's shape. `version` is the one it was recorded under. */
export function upcast(event: AnyEventType, version: number, recorded: object): object {
  let payload = recorded
  for (let from = version; from < event.schemaVersion; from++) {
    const step = event.options.upcasts?.[from] as ((payload: object) => object) | undefined
    if (!step) throw new Error(`${event.type} has no upcast from version ${from}.`)
    payload = step(payload)
  }
  return payload
}

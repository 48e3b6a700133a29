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
}

/**
 * Defines a fact of a domain, in the past tense. Raise `schemaVersion` whenever the payload changes
 * shape: what was recorded under an older one stays as it is.
 */
export function defineEvent<Type extends string, Payload extends z.ZodType<object>>(
  type: Type,
  schemaVersion: number,
  payload: Payload,
): EventType<Type, Payload> {
  const state = (facts: z.infer<Payload>): DomainEvent => ({ type, schemaVersion, payload: facts })
  return Object.assign(state, { type, schemaVersion, payload })
}

import type { Tables, Writer } from '@larder/db'
import type { AnyEventType } from '../define.ts'
import type { EventOf } from '../recorded-event.ts'

/** Something that is derived from events, and from nothing else. */
export interface Projection<E extends AnyEventType = AnyEventType> {
  readonly name: string
  /** Raise it when the same events mean something else now: it is then rebuilt from the first one. */
  readonly version: number
  readonly reads: readonly E[]
  /**
   * Tables that only this projection writes; each has a column `generation`. None: it plans work on
   * the outside world, which is never done anew, so it is never rebuilt.
   */
  readonly tables: readonly (keyof Tables)[]
  /**
   * Adds events, in their order, to what was derived, in rows of the given generation. It runs in the
   * transaction that moves the cursor, so it must touch nothing but the database. Many at once or
   * one by one must come to the same.
   */
  apply(db: Writer, events: EventOf<E>[], generation: number): Promise<void>
}

/** Defines a projection; `apply` sees only the event types that it reads. */
export function defineProjection<E extends AnyEventType>(projection: Projection<E>): Projection {
  return projection as unknown as Projection
}

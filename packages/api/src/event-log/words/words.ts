import type { z } from 'zod'
import type { everyEvent } from '../../events.ts'
import type { historyEvents } from '../../freezers/events.ts'

/** Those that the history of freezers does not tell in its own words. */
type Others = Exclude<(typeof everyEvent)[number], (typeof historyEvents)[number]>

/** A clause for every type of event. */
export type Words = {
  [E in Others as E['type']]: (payload: z.infer<E['payload']>) => string
}

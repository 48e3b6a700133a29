import { freezersHeld } from './freezers/holdings.ts'
import type { Holdings } from './organisations/holdings.ts'

/** Everything that an organisation may hold, by domain: while there is any, it is not deleted. */
export const everyHolding: readonly Holdings[] = [freezersHeld]

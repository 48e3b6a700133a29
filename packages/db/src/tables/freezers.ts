import type { Generated } from 'kysely'
import type { Day, Flag, Instant } from './columns.ts'

export interface FreezersTable {
  id: Generated<number>
  household_id: number
  name: string
  /** `name` folded, so that both engines sort alike. */
  name_key: string
  /** `name_key` while in use, NULL once archived: the name may be used again then. */
  live_name: string | null
  boxes: number
  created_at: Instant
  archived_at: Instant | null
}

export interface ProductsTable {
  id: Generated<number>
  household_id: number
  freezer_id: number
  type_id: number
  name: string
  /** `name` folded (case, accents), so that both engines filter and sort alike. */
  name_key: string
  description: string
  /** For how many people. */
  quantity: number
  date_in: Day
  /** NULL: keeps for ever (ice cubes). */
  period_months: number | null
  /** Derived from `date_in` and `period_months`; `9999-12-31` when it keeps for ever. */
  best_before: Day
  box: number
  /** As written on the package; stays readable after the product left. */
  number: number
  /** `number` while inside, NULL once out: unique in its box, so numbers are reused once free. */
  slot: number | null
  inside: Flag
  date_out: Day | null
  out_reason: 'eaten' | 'given away' | 'discarded' | null
  created_at: Instant
}

export interface ProductTypesTable {
  id: Generated<number>
  /** Usual freezer time in months, both NULL when it keeps for ever. About quality, never safety. */
  months_min: number | null
  months_max: number | null
  /** The USDA FoodKeeper entry that the months come from. */
  foodkeeper_id: number | null
}

export interface ProductTypeNamesTable {
  type_id: number
  language: string
  name: string
  /** `name` folded; unique in its language. */
  name_key: string
}

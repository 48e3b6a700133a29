import type { Day } from './columns.ts'

// What projections derive from the events of freezers. Each row belongs to a generation: a rebuild
// fills the next one while readers still see the one before.

/** How often a type was put in: of one household, or of everybody (household 0). */
export interface TypeCountsTable {
  generation: number
  household_id: number
  type_id: number
  count: number
}

/** On which days products of a type left, and how many did: the latest day is the first row. */
export interface TypeDaysOutTable {
  generation: number
  household_id: number
  type_id: number
  day: Day
  count: number
}

/** Which events a freezer's history tells; a move between two freezers is told by both. */
export interface FreezerHistoryTable {
  generation: number
  freezer_id: number
  position: number
  event_id: number
  /** The event itself or, where it undid something, the action that was undone or done again. */
  action_id: number
  /** The event by which it is undone now. */
  undone_by: number | null
}

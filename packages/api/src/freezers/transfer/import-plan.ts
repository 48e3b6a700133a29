import type { Day } from '../../calendar/day.ts'
import type { NewProduct } from '../products/queries.ts'
import { freezerNameKey } from '../queries.ts'
import type { ImportRow } from './import-row.ts'
import { quoted } from './quoted.ts'

/** What the household has, as far as an import must know. */
export interface Household {
  today: Day
  freezers: Map<string, { id: number; boxes: number }>
  /** Types by folded name, in any language. */
  types: Map<string, { id: number; usualMonths: number | null }>
  foldTypeName: (name: string) => string
  /** The numbers in use, by `placeKey`. */
  taken: Map<string, Set<number>>
}

export interface PlannedProduct extends Omit<NewProduct, 'householdId' | 'freezerId' | 'now'> {
  freezer: string
}

export interface ImportPlan {
  /** Freezers to create, by name as written. */
  newFreezers: Map<string, { name: string; boxes: number }>
  products: PlannedProduct[]
}

/** A row with what its names stand for: they are folded once, for it takes its time. */
interface Resolved {
  row: number
  content: ImportRow
  /** The freezer's folded name. */
  freezer: string
  type: { id: number; usualMonths: number | null } | undefined
}

export type Problems = { row: number; problems: string[] }[]

/** Which freezer, new or not, and which box. */
export function placeKey(freezerKey: string, box: number): string {
  return `${freezerKey}/${box}`
}

/**
 * Decides everything before anything is written: which freezers to create, which number each
 * product gets. Rows that name their number come first, so that the others take what is left.
 */
export function planImport(
  rows: { row: number; content: ImportRow }[],
  household: Household,
): { plan: ImportPlan; problems: Problems } {
  const resolved = rows.map(({ row, content }) => ({
    row,
    content,
    freezer: freezerNameKey(content.freezer),
    type: household.types.get(household.foldTypeName(content.type)),
  }))
  const newFreezers = freezersToCreate(resolved, household)
  const problems: Problems = []
  for (const line of resolved) {
    const found = problemsOf(line, household, newFreezers)
    if (found.length > 0) problems.push({ row: line.row, problems: found })
  }
  const products = resolved.map(planned)
  for (const { row, content, freezer } of resolved) {
    if (content.number === null || content.dateOut !== null) continue
    const taken = takenIn(household, freezer, content.box)
    if (taken.has(content.number)) {
      problems.push({ row, problems: [`number ${content.number} in box ${content.box} is taken`] })
    }
    taken.add(content.number)
  }
  const lowest = new Map<Set<number>, number>()
  resolved.forEach(({ content, freezer }, index) => {
    const product = products[index]
    if (!product || content.number !== null) return
    const taken = takenIn(household, freezer, content.box)
    product.number = lowestFree(taken, lowest.get(taken))
    lowest.set(taken, product.number)
    if (content.dateOut === null) taken.add(product.number)
  })
  return { plan: { newFreezers, products }, problems: problems.sort((a, b) => a.row - b.row) }
}

function freezersToCreate(rows: Resolved[], household: Household): ImportPlan['newFreezers'] {
  const created: ImportPlan['newFreezers'] = new Map()
  for (const { freezer: key, content } of rows) {
    const { freezer: name, boxes } = content
    if (household.freezers.has(key) || created.has(key) || boxes === null) continue
    created.set(key, { name, boxes })
  }
  return created
}

function problemsOf(
  { content: row, freezer, type }: Resolved,
  { freezers, today }: Household,
  newFreezers: ImportPlan['newFreezers'],
): string[] {
  const problems: string[] = []
  const name = quoted(row.freezer)
  const fresh = newFreezers.get(freezer)
  const boxes = freezers.get(freezer)?.boxes ?? fresh?.boxes
  if (boxes === undefined) {
    problems.push(`there is no freezer ${name}, and boxes is empty, so it cannot be created`)
  } else if (row.box > boxes && row.dateOut === null) {
    problems.push(`there is no box ${row.box}: ${name} has boxes 1 to ${boxes}`)
  }
  if (fresh && row.boxes !== null && row.boxes !== fresh.boxes) {
    problems.push(`boxes is ${row.boxes} here and ${fresh.boxes} in an earlier row of ${name}`)
  }
  if (!type) problems.push(`there is no product type ${quoted(row.type)}`)
  if (row.dateIn > today)
    problems.push(`date_in ${row.dateIn} is in the future (today is ${today})`)
  if (row.dateOut !== null && row.dateOut > today) {
    problems.push(`date_out ${row.dateOut} is in the future (today is ${today})`)
  }
  if (row.dateOut !== null && row.dateOut < row.dateIn) {
    problems.push(`date_out ${row.dateOut} is before date_in ${row.dateIn}`)
  }
  return problems
}

function planned({ content: row, freezer, type }: Resolved): PlannedProduct {
  return {
    freezer,
    box: row.box,
    number: row.number ?? 0,
    name: row.name,
    description: row.description,
    typeId: type?.id ?? 0,
    quantity: row.quantity,
    dateIn: row.dateIn,
    periodMonths: row.periodMonths === undefined ? (type?.usualMonths ?? null) : row.periodMonths,
    leaving: row.dateOut === null ? null : { dateOut: row.dateOut, reason: null },
  }
}

function takenIn(household: Household, freezer: string, box: number): Set<number> {
  const key = placeKey(freezer, box)
  const known = household.taken.get(key)
  if (known) return known
  const fresh = new Set<number>()
  household.taken.set(key, fresh)
  return fresh
}

/** `from`: below it, nothing is free. */
function lowestFree(taken: Set<number>, from = 1): number {
  let number = from
  while (taken.has(number)) number++
  return number
}

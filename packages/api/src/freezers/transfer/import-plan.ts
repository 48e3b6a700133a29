import type { Day } from '../../calendar/day.ts'
import type { NewProduct } from '../products/queries.ts'
import { liveName } from '../queries.ts'
import type { ImportRow } from './import-row.ts'

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
  const newFreezers = freezersToCreate(
    rows.map(({ content }) => content),
    household,
  )
  const problems: Problems = []
  for (const { row, content } of rows) {
    const found = problemsOf(content, household, newFreezers)
    if (found.length > 0) problems.push({ row, problems: found })
  }
  const products = rows.map(({ content }) => planned(content, household))
  for (const { row, content } of rows) {
    if (content.number === null || content.dateOut !== null) continue
    const taken = takenIn(household, content)
    if (taken.has(content.number)) {
      problems.push({ row, problems: [`number ${content.number} in box ${content.box} is taken`] })
    }
    taken.add(content.number)
  }
  rows.forEach(({ content }, index) => {
    const product = products[index]
    if (!product || content.number !== null) return
    const taken = takenIn(household, content)
    product.number = lowestFree(taken)
    if (content.dateOut === null) taken.add(product.number)
  })
  return { plan: { newFreezers, products }, problems: problems.sort((a, b) => a.row - b.row) }
}

function freezersToCreate(rows: ImportRow[], household: Household): ImportPlan['newFreezers'] {
  const created: ImportPlan['newFreezers'] = new Map()
  for (const { freezer: name, boxes } of rows) {
    const key = liveName(name)
    if (household.freezers.has(key) || created.has(key) || boxes === null) continue
    created.set(key, { name, boxes })
  }
  return created
}

function problemsOf(
  row: ImportRow,
  { freezers, types, today, foldTypeName }: Household,
  newFreezers: ImportPlan['newFreezers'],
): string[] {
  const problems: string[] = []
  const key = liveName(row.freezer)
  const fresh = newFreezers.get(key)
  const boxes = freezers.get(key)?.boxes ?? fresh?.boxes
  if (boxes === undefined) {
    problems.push(
      `there is no freezer "${row.freezer}", and boxes is empty, so it cannot be created`,
    )
  } else if (row.box > boxes && row.dateOut === null) {
    problems.push(`there is no box ${row.box}: "${row.freezer}" has boxes 1 to ${boxes}`)
  }
  if (fresh && row.boxes !== null && row.boxes !== fresh.boxes) {
    problems.push(
      `boxes is ${row.boxes} here and ${fresh.boxes} in an earlier row of "${row.freezer}"`,
    )
  }
  if (!types.has(foldTypeName(row.type))) problems.push(`there is no product type "${row.type}"`)
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

function planned(row: ImportRow, { types, foldTypeName }: Household): PlannedProduct {
  const type = types.get(foldTypeName(row.type))
  return {
    freezer: liveName(row.freezer),
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

function takenIn(household: Household, row: ImportRow): Set<number> {
  const key = placeKey(liveName(row.freezer), row.box)
  const known = household.taken.get(key)
  if (known) return known
  const fresh = new Set<number>()
  household.taken.set(key, fresh)
  return fresh
}

function lowestFree(taken: Set<number>): number {
  let number = 1
  while (taken.has(number)) number++
  return number
}

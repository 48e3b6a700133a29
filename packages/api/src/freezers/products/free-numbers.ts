import type { Reader } from '@larder/db'
import { DomainError } from '../../errors/map.ts'

/** Boxes that are answered at once: ten of the largest freezers. */
const MOST_BOXES = 10_000

export interface BoxNumbers {
  freezerId: number
  freezerName: string
  box: number
  nextFreeNumber: number
  productsInside: number
}

/** The lowest free number of every box, empty ones too, of the freezers in use. Throws TOO_MANY_BOXES. */
export async function freeNumbers(
  db: Reader,
  householdId: number,
  freezerId?: number,
): Promise<BoxNumbers[]> {
  const freezers = await db
    .selectFrom('freezers')
    .select(['id', 'name', 'boxes'])
    .where('household_id', '=', householdId)
    .$if(freezerId === undefined, (qb) => qb.where('archived_at', 'is', null))
    .$if(freezerId !== undefined, (qb) => qb.where('id', '=', freezerId ?? 0))
    .orderBy('id')
    .execute()
  const boxes = freezers.reduce((sum, freezer) => sum + freezer.boxes, 0)
  if (boxes > MOST_BOXES) throw new DomainError('TOO_MANY_BOXES', { boxes, limit: MOST_BOXES })
  const taken = await takenNumbers(db, householdId, freezerId)
  return freezers.flatMap((freezer) =>
    Array.from({ length: freezer.boxes }, (_, index) => {
      const box = index + 1
      const numbers = taken.get(`${freezer.id}/${box}`) ?? []
      return {
        freezerId: freezer.id,
        freezerName: freezer.name,
        box,
        nextFreeNumber: lowestMissing(numbers),
        productsInside: numbers.length,
      }
    }),
  )
}

/** The numbers in use, ascending, by freezer and box. */
async function takenNumbers(
  db: Reader,
  householdId: number,
  freezerId?: number,
): Promise<Map<string, number[]>> {
  const rows = await db
    .selectFrom('products')
    .select(['freezer_id', 'box', 'number'])
    .where('household_id', '=', householdId)
    .where('inside', '=', 1)
    .$if(freezerId !== undefined, (qb) => qb.where('freezer_id', '=', freezerId ?? 0))
    .orderBy('freezer_id')
    .orderBy('box')
    .orderBy('number')
    .execute()
  const taken = new Map<string, number[]>()
  for (const { freezer_id, box, number } of rows) {
    const key = `${freezer_id}/${box}`
    const numbers = taken.get(key)
    if (numbers) numbers.push(number)
    else taken.set(key, [number])
  }
  return taken
}

/** The lowest number from 1 that an ascending list lacks. */
export function lowestMissing(ascending: number[]): number {
  let candidate = 1
  for (const number of ascending) {
    if (number > candidate) break
    if (number === candidate) candidate++
  }
  return candidate
}

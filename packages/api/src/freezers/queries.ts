import type { Reader, Writer } from '@larder/db'
import { isDuplicate, locked, prepared } from '@larder/db'
import { sql } from 'kysely'
import { DomainError } from '../errors/map.ts'
import { fold } from '../text/fold.ts'
import { freezerStream } from './events.ts'

/** A freezer that is held until the transaction ends. */
export interface HeldFreezer {
  id: number
  householdId: number
  name: string
  boxes: number
  archivedAt: string | null
}

/** Holds a freezer: its numbers, its boxes and its history change for nobody else meanwhile. */
export async function holdFreezer(db: Writer, id: number): Promise<HeldFreezer> {
  const [freezer] = await findHeld(db, { id })
  if (!freezer) throw new DomainError('NOT_FOUND', { what: 'freezer', id })
  return freezer
}

const findHeld = prepared<{ id: number }, HeldFreezer>((db, param) =>
  locked(
    db,
    db
      .selectFrom('freezers')
      .select(['id', 'household_id as householdId', 'name', 'boxes', 'archived_at as archivedAt'])
      .where('id', '=', param('id')),
  ),
)

/** Inserts a freezer. Throws FREEZER_NAME_TAKEN. Answers its id. */
export async function insertFreezer(
  db: Writer,
  freezer: { householdId: number; name: string; boxes: number; now: Date },
): Promise<number> {
  const { insertId } = await refusingTakenName(freezer.name, () =>
    db
      .insertInto('freezers')
      .values({
        household_id: freezer.householdId,
        name: freezer.name,
        name_key: liveName(freezer.name),
        live_name: liveName(freezer.name),
        boxes: freezer.boxes,
        created_at: freezer.now.toISOString(),
        archived_at: null,
      })
      .executeTakeFirstOrThrow(),
  )
  return Number(insertId)
}

/** Renames or resizes a held freezer. Throws FREEZER_NAME_TAKEN. */
export async function updateFreezer(
  db: Writer,
  freezer: HeldFreezer,
  to: { name: string; boxes: number; archivedAt: string | null },
): Promise<void> {
  await refusingTakenName(to.name, () =>
    db
      .updateTable('freezers')
      .set({
        name: to.name,
        name_key: liveName(to.name),
        live_name: to.archivedAt === null ? liveName(to.name) : null,
        boxes: to.boxes,
        archived_at: to.archivedAt,
      })
      .where('id', '=', freezer.id)
      .execute(),
  )
}

/** The boxes beyond `boxes` that still hold products, ascending. */
export async function occupiedBoxesBeyond(
  db: Reader,
  freezerId: number,
  boxes: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('products')
    .select('box')
    .distinct()
    .where('freezer_id', '=', freezerId)
    .where('box', '>', boxes)
    .where('slot', 'is not', null)
    .orderBy('box')
    .execute()
  return rows.map(({ box }) => box)
}

/** How much ever happened to products in the freezer, and how many are inside now. */
export async function historyOf(
  db: Reader,
  freezer: { id: number; householdId: number },
): Promise<{ events: number; productsInside: number; products: number }> {
  const { events } = await db
    .selectFrom('events')
    .select(sql<number>`count(*)`.as('events'))
    .where('stream', '=', freezerStream(freezer).name)
    .where('type', 'like', 'Product%')
    .executeTakeFirstOrThrow()
  const counted = await db
    .selectFrom('products')
    .select([sql<number>`count(*)`.as('products'), sql<number>`count(slot)`.as('inside')])
    .where('freezer_id', '=', freezer.id)
    .executeTakeFirstOrThrow()
  return { events, products: counted.products, productsInside: counted.inside }
}

/** The form in which the names of the freezers in use must differ. */
export function liveName(name: string): string {
  return fold(name, 320)
}

async function refusingTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('FREEZER_NAME_TAKEN', { name })
    throw error
  }
}

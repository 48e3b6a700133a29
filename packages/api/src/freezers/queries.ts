import type { Reader, Writer } from '@larder/db'
import { isDuplicate, isOrphan, locked, prepared } from '@larder/db'
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

/** Inserts a freezer. Throws FREEZER_NAME_TAKEN, and NOT_FOUND when the household has just gone. */
export async function insertFreezer(
  db: Writer,
  freezer: { householdId: number; name: string; boxes: number; now: Date },
): Promise<number> {
  const { householdId } = freezer
  const { insertId } = await intoHousehold(householdId, () =>
    refusingTakenName(freezer.name, () =>
      db
        .insertInto('freezers')
        .values({
          household_id: householdId,
          name: freezer.name,
          name_key: freezerNameKey(freezer.name),
          live_name: freezerNameKey(freezer.name),
          boxes: freezer.boxes,
          created_at: freezer.now.toISOString(),
          archived_at: null,
        })
        .executeTakeFirstOrThrow(),
    ),
  )
  return Number(insertId)
}

/** Writes what a held freezer is called, how large it is and whether it is archived. Throws FREEZER_NAME_TAKEN. */
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
        name_key: freezerNameKey(to.name),
        live_name: to.archivedAt === null ? freezerNameKey(to.name) : null,
        boxes: to.boxes,
        archived_at: to.archivedAt,
      })
      .where('id', '=', freezer.id)
      .execute(),
  )
}

/** Gives a held freezer, and what is and was in it, to another household. Throws FREEZER_NAME_TAKEN. */
export async function writeHousehold(
  db: Writer,
  { id, name }: HeldFreezer,
  householdId: number,
): Promise<void> {
  const changes = { household_id: householdId }
  await intoHousehold(householdId, () =>
    refusingTakenName(name, () =>
      db.updateTable('freezers').set(changes).where('id', '=', id).execute(),
    ),
  )
  await db.updateTable('products').set(changes).where('freezer_id', '=', id).execute()
}

/** What the products of a held freezer count for: by type, and by the day they left. */
export async function countedIn(
  db: Writer,
  freezerId: number,
): Promise<{ typeId: number; dayOut: string | null; count: number }[]> {
  const products = await locked(
    db,
    db
      .selectFrom('products')
      .select(['type_id as typeId', 'date_out as dayOut', sql<number>`count(*)`.as('count')])
      .where('freezer_id', '=', freezerId)
      .groupBy(['type_id', 'date_out'])
      .orderBy('type_id')
      .orderBy('date_out'),
  ).execute()
  return products
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
export function freezerNameKey(name: string): string {
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

async function intoHousehold<T>(id: number, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isOrphan(error)) throw new DomainError('NOT_FOUND', { what: 'household', id })
    throw error
  }
}

import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { Day } from '../../calendar/day.ts'
import { fold } from '../../text/fold.ts'
import { freezerNameKey } from '../queries.ts'
import type { Household } from './import-plan.ts'
import { placeKey } from './import-plan.ts'

/** Reads what an import is planned against, and holds the freezers in use while it runs. */
export async function readHousehold(
  db: Writer,
  householdId: number,
  language: string,
  today: Day,
): Promise<Household> {
  const freezers = await locked(
    db,
    db
      .selectFrom('freezers')
      .select(['id', 'name', 'boxes'])
      .where('household_id', '=', householdId)
      .where('archived_at', 'is', null)
      .orderBy('id'),
  ).execute()
  const names = new Map(freezers.map(({ id, name }) => [id, freezerNameKey(name)]))
  return {
    today,
    freezers: new Map(freezers.map((freezer) => [freezerNameKey(freezer.name), freezer])),
    types: await typesByName(db, language),
    foldTypeName,
    taken: await takenNumbers(db, householdId, names),
  }
}

function foldTypeName(name: string): string {
  return fold(name.trim(), 320)
}

/** Names in the account's language win where two languages share a word. */
async function typesByName(db: Writer, language: string): Promise<Household['types']> {
  const rows = await db
    .selectFrom('product_type_names as name')
    .innerJoin('product_types as type', 'type.id', 'name.type_id')
    .select(['type.id', 'type.months_max as usualMonths', 'name.name_key', 'name.language'])
    .orderBy('type.id')
    .execute()
  const own = rows.filter((row) => row.language === language)
  const others = rows.filter((row) => row.language !== language)
  return new Map([...others, ...own].map((row) => [row.name_key, row]))
}

async function takenNumbers(
  db: Writer,
  householdId: number,
  freezerNames: Map<number, string>,
): Promise<Household['taken']> {
  const rows = await db
    .selectFrom('products')
    .select(['freezer_id', 'box', 'number'])
    .where('household_id', '=', householdId)
    .where('inside', '=', 1)
    .execute()
  const taken: Household['taken'] = new Map()
  for (const { freezer_id, box, number } of rows) {
    const key = placeKey(freezerNames.get(freezer_id) ?? '', box)
    const numbers = taken.get(key) ?? new Set<number>()
    taken.set(key, numbers.add(number))
  }
  return taken
}

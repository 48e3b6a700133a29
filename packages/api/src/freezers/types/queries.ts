import type { Reader, Writer } from '@larder/db'
import { isDuplicate, prepared } from '@larder/db'
import { sql } from 'kysely'
import { DomainError } from '../../errors/map.ts'
import { fold } from '../../text/fold.ts'
import type { ProductType } from './schema.ts'

/** The longest usual time of a type in months, null when it keeps for ever. Throws NOT_FOUND. */
export async function usualMonths(db: Reader, typeId: number): Promise<number | null> {
  const [type] = await findMonths(db, { typeId })
  if (!type) throw new DomainError('NOT_FOUND', { what: 'product type', id: typeId })
  return type.months_max
}

const findMonths = prepared<{ typeId: number }, { months_max: number | null }>((db, param) =>
  db.selectFrom('product_types').select('months_max').where('id', '=', param('typeId')),
)

/** All types, with their names in every language, in the order of their ids. */
export async function listTypes(db: Reader, language: string): Promise<ProductType[]> {
  const types = await db.selectFrom('product_types').selectAll().orderBy('id').execute()
  const names = await db.selectFrom('product_type_names').selectAll().orderBy('language').execute()
  return types.map((type) => {
    const own = names.filter(({ type_id }) => type_id === type.id)
    const byLanguage = Object.fromEntries(own.map((row) => [row.language, row.name]))
    return {
      id: type.id,
      name: byLanguage[language] ?? byLanguage['en'] ?? '',
      names: byLanguage,
      usualMonths: monthsFrom(type.months_min, type.months_max),
      foodkeeperId: type.foodkeeper_id,
    }
  })
}

/** One type. Throws NOT_FOUND. */
export async function getType(db: Reader, language: string, id: number): Promise<ProductType> {
  const type = (await listTypes(db, language)).find((candidate) => candidate.id === id)
  if (!type) throw new DomainError('NOT_FOUND', { what: 'product type', id })
  return type
}

/** Sets the name of a type in a language, new or not. Throws TYPE_NAME_TAKEN. */
export async function nameType(
  db: Writer,
  type: { typeId: number; language: string; name: string },
): Promise<void> {
  const { typeId, language, name } = type
  const nameKey = fold(name, 320)
  try {
    const { numUpdatedRows } = await db
      .updateTable('product_type_names')
      .set({ name, name_key: nameKey })
      .where('type_id', '=', typeId)
      .where('language', '=', language)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) return
    await db
      .insertInto('product_type_names')
      .values({ type_id: typeId, language, name, name_key: nameKey })
      .execute()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw await takenBy(db, language, name, nameKey)
  }
}

/** How many products, inside or out, are of this type. */
export async function productsOfType(db: Reader, typeId: number): Promise<number> {
  const { products } = await db
    .selectFrom('products')
    .select(sql<number>`count(*)`.as('products'))
    .where('type_id', '=', typeId)
    .executeTakeFirstOrThrow()
  return products
}

async function takenBy(
  db: Reader,
  language: string,
  name: string,
  nameKey: string,
): Promise<DomainError> {
  const holder = await db
    .selectFrom('product_type_names')
    .select('type_id')
    .where('language', '=', language)
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  return new DomainError('TYPE_NAME_TAKEN', { language, name, typeId: holder?.type_id ?? 0 })
}

function monthsFrom(min: number | null, max: number | null): ProductType['usualMonths'] {
  return min === null || max === null ? null : { min, max }
}

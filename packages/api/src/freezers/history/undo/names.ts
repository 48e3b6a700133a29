import type { Reader } from '@larder/db'

/** What words need to know that ids do not tell. */
export interface Names {
  freezers: ReadonlyMap<number, string>
  types: ReadonlyMap<number, string>
}

/** The names of some freezers, and of some product types in a language or else in English. */
export async function namesOf(
  db: Reader,
  language: string,
  { freezerIds, typeIds }: { freezerIds: number[]; typeIds: number[] },
): Promise<Names> {
  // No list may be empty in SQL, and nothing has the id 0.
  const freezers = await db
    .selectFrom('freezers')
    .select(['id', 'name'])
    .where('id', 'in', [0, ...freezerIds])
    .execute()
  const types = await db
    .selectFrom('product_type_names')
    .select(['type_id', 'language', 'name'])
    .where('type_id', 'in', [0, ...typeIds])
    .where('language', 'in', ['en', language])
    .execute()
  const isOwn = (row: { language: string }) => Number(row.language === language)
  return {
    freezers: new Map(freezers.map(({ id, name }) => [id, name])),
    types: new Map(types.sort((a, b) => isOwn(a) - isOwn(b)).map((row) => [row.type_id, row.name])),
  }
}

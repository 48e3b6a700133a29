import types from './data/product-types.json' with { type: 'json' }
import type { Step } from './step.ts'

/** The 27 types that every installation starts with; the months are USDA FoodKeeper figures. */
export const productTypes: Step[] = [
  ({ db }) =>
    db
      .insertInto('product_types')
      .values(
        types.map((type) => ({
          id: type.typeId,
          months_min: type.monthsMin,
          months_max: type.monthsMax,
          foodkeeper_id: type.foodkeeperId,
        })),
      )
      .execute(),
  ({ db }) =>
    db
      .insertInto('product_type_names')
      .values(
        types.flatMap((type) => [
          { type_id: type.typeId, language: 'en', name: type.nameEn, name_key: fold(type.nameEn) },
          { type_id: type.typeId, language: 'fr', name: type.nameFr, name_key: fold(type.nameFr) },
        ]),
      )
      .execute(),
]

// Frozen here on purpose: a migration must not change when the living rule does.
function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

import { z } from 'zod'
import { adminCommand } from '../../procedures/trpc.ts'
import { ProductTypeAdded, productTypeStream } from './events.ts'
import { getType, nameType } from './queries.ts'
import { LanguageTag, ProductType, TypeName, UsualMonths } from './schema.ts'

export const addType = adminCommand({
  summary: 'Adds a product type, named in English and French at least.',
  reasons: ['TYPE_NAME_TAKEN'],
  input: z.strictObject({
    names: z
      .record(LanguageTag, TypeName)
      .refine((names) => names['en'] && names['fr'], 'must name the type in "en" and in "fr"')
      .refine((names) => Object.keys(names).length <= 50, 'must not have more than 50 languages')
      .describe('Names by language tag; "en" and "fr" are needed'),
    usualMonths: UsualMonths,
  }),
  output: ProductType,
}).mutation(async ({ ctx, input }) => {
  const { names, usualMonths } = input
  const { insertId } = await ctx.db
    .insertInto('product_types')
    .values({
      months_min: usualMonths?.min ?? null,
      months_max: usualMonths?.max ?? null,
      foodkeeper_id: null,
    })
    .executeTakeFirstOrThrow()
  const typeId = Number(insertId)
  for (const [language, name] of Object.entries(names)) {
    await nameType(ctx.db, { typeId, language, name })
  }
  await ctx.record(productTypeStream(typeId), ProductTypeAdded({ names, usualMonths }))
  return getType(ctx.db, ctx.actor.language, typeId)
})

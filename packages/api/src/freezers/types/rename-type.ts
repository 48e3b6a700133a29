import { z } from 'zod'
import { adminCommand } from '../../procedures/trpc.ts'
import { TypeId } from '../products/schema.ts'
import { ProductTypeNamed, productTypeStream } from './events.ts'
import { getType, nameType } from './queries.ts'
import { LanguageTag, ProductType, TypeName } from './schema.ts'

export const renameType = adminCommand({
  summary: 'Renames a product type in one language, or translates it into a new one.',
  reasons: ['TYPE_NAME_TAKEN'],
  input: z.strictObject({ id: TypeId, language: LanguageTag, name: TypeName }),
  output: ProductType,
}).mutation(async ({ ctx, input }) => {
  const { id, language, name } = input
  const type = await getType(ctx.db, ctx.actor.language, id)
  const from = type.names[language] ?? null
  if (from !== name) {
    await nameType(ctx.db, { typeId: id, language, name })
    await ctx.record(productTypeStream(id), ProductTypeNamed({ language, from, to: name }))
  }
  return getType(ctx.db, ctx.actor.language, id)
})

import { z } from 'zod'
import { NoControlCharacters } from '../../text/plain.ts'

export const TypeName = NoControlCharacters.trim().min(1).max(80).describe('Unique in its language')

/** A language tag; types may be named in more languages than Larder speaks itself. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language tag such as "de" or "pt-BR"')
  .describe('Language tag, for example de or pt-BR')

const months = z.int().min(1).max(120)

/** The usual freezer time, from and to, in months; null for what keeps for ever. */
export const UsualMonths = z
  .strictObject({ min: months, max: months })
  .refine(({ min, max }) => min <= max, 'min must not be greater than max')
  .nullable()
  .describe('Usual freezer time in months; about quality, never safety; null: keeps for ever')

export const ProductType = z.object({
  id: z.int(),
  name: z.string().describe('In the language of the account, or in English'),
  names: z.record(z.string(), z.string()).describe('By language tag'),
  usualMonths: z
    .object({ min: z.int(), max: z.int() })
    .nullable()
    .describe('Usual freezer time in months; about quality, never safety'),
  foodkeeperId: z.int().nullable().describe('The USDA FoodKeeper entry that the months come from'),
})
export type ProductType = z.infer<typeof ProductType>

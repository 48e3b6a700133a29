import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { countedPageOf } from '../../listing/schema.ts'
import { NoControlCharacters, PlainText } from '../../text/plain.ts'

export const ProductId = z.int().positive().describe('Id of a product')

export const outReasons = ['eaten', 'given away', 'discarded'] as const
export const OutReason = z.enum(outReasons)
export type OutReason = z.infer<typeof OutReason>

export const ProductName = NoControlCharacters.trim().min(1).max(120).describe('What it is')

export const Description = PlainText.max(2000).describe('Free text')

export const TypeId = z.int().positive().describe('Id of a product type')

export const Quantity = z.int().min(1).max(100).describe('For how many people')

export const PeriodMonths = z
  .int()
  .min(1)
  .max(120)
  .nullable()
  .describe('Calendar months at best quality; null: keeps for ever')

export const Box = z.int().min(1).max(1000).describe('Number of the box, from 1')

export const NumberInBox = z
  .int()
  .min(1)
  .max(9999)
  .describe('The number written on the package; the lowest free one if left out')

export const Product = z.object({
  id: z.int(),
  freezerId: z.int(),
  freezerName: z.string(),
  box: z.int(),
  number: z.int(),
  name: z.string(),
  description: z.string(),
  typeId: z.int(),
  typeName: z.string().describe('In the language of the account'),
  quantity: z.int().describe('For how many people'),
  dateIn: z.string().describe('Calendar day, YYYY-MM-DD'),
  periodMonths: z.int().nullable(),
  bestBefore: z
    .string()
    .nullable()
    .describe('dateIn plus periodMonths: about quality, never safety; null: keeps for ever'),
  inside: z.boolean(),
  dateOut: z.string().nullable(),
  outReason: OutReason.nullable().describe('null while inside, or when it was not recorded'),
})
export type Product = z.infer<typeof Product>

export const ProductPage = countedPageOf(Product)

/** What somebody says of a product; the place and the leaving are told apart from it. */
export const ProductFacts = z.strictObject({
  name: ProductName,
  description: Description,
  typeId: TypeId,
  quantity: Quantity,
  dateIn: Day,
  periodMonths: PeriodMonths,
})
export type ProductFacts = z.infer<typeof ProductFacts>

import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { countedPageOf } from '../listing/schema.ts'
import { NoControlCharacters } from '../text/plain.ts'

export const FreezerId = z.int().positive().describe('Id of a freezer')

/** Characters. */
export const LONGEST_FREEZER_NAME = 80

export const FreezerName = NoControlCharacters.trim()
  .min(1)
  .max(LONGEST_FREEZER_NAME)
  .describe('Unique among the freezers in use')

export const BoxCount = z.int().min(1).max(1000).describe('Number of boxes')

export const Freezer = z.object({
  id: z.int(),
  householdId: z.int(),
  name: z.string(),
  boxes: z.int(),
  productsInside: z.int(),
  createdAt: Instant,
  archivedAt: Instant.nullable().describe('null while in use'),
})
export type Freezer = z.infer<typeof Freezer>

export const FreezerPage = countedPageOf(Freezer)

/** Said wherever a freezer time is shown. */
export const qualityNote = {
  en: 'Freezer times are about quality, not safety (USDA FoodKeeper): food kept frozen at -18 °C stays safe, but loses taste and texture.',
  fr: 'Les durées de congélation concernent la qualité, pas la sécurité (USDA FoodKeeper) : un aliment gardé à -18 °C reste sûr, mais perd en goût et en texture.',
}

import { z } from 'zod'
import { householdOf } from '../../organisations/membership.ts'
import { HouseholdId } from '../../organisations/schema.ts'
import { command } from '../../procedures/trpc.ts'
import { FreezerCreated, freezerStream, ProductAdded, productStream } from '../events.ts'
import { authorizeHousehold } from '../policy.ts'
import { insertProduct } from '../products/queries.ts'
import { todayOf } from '../products/rules.ts'
import { insertFreezer } from '../queries.ts'
import { readCsv } from './csv-format.ts'
import { UnreadableCsv } from './csv-rows.ts'
import { readHousehold } from './household-state.ts'
import type { Problems } from './import-plan.ts'
import { planImport } from './import-plan.ts'
import type { ImportRow } from './import-row.ts'
import { readRow } from './import-row.ts'
import { refuseImport } from './refuse-import.ts'

export const importCsv = command({
  summary:
    'Imports an inventory: all rows in one transaction, or none if any is wrong. Missing freezers are created.',
  scope: 'freezers:write',
  reasons: ['IMPORT_REFUSED', 'FREEZER_NAME_TAKEN'],
  input: z.strictObject({
    csv: z
      .string()
      .max(4_000_000)
      .describe(
        'CSV with the columns freezer, boxes, box, number, product, description, type, date_in, date_out, period_months, quantity; at most 5,000 rows',
      ),
    householdId: HouseholdId,
    dryRun: z.boolean().default(false).describe('Check everything and change nothing'),
  }),
  output: z.object({
    dryRun: z.boolean(),
    products: z.int().describe('How many were (or would be) added'),
    inside: z.int(),
    outside: z.int(),
    freezersCreated: z.array(z.string()),
  }),
}).mutation(async ({ ctx, input }) => {
  const { rows, problems: unreadable } = readRows(input.csv)
  const { db, actor, clock } = ctx
  const household = householdOf(actor, input.householdId)
  const { organisationId: householdId } = household
  authorizeHousehold(actor, 'import products', householdId)
  const state = await readHousehold(db, householdId, actor.language, todayOf(household, clock))
  const { plan, problems } = planImport(rows, state)
  if (unreadable.length + problems.length > 0) refuseImport([...unreadable, ...problems])
  if (!input.dryRun) await write()
  const outside = plan.products.filter(({ leaving }) => leaving !== null).length
  return {
    dryRun: input.dryRun,
    products: plan.products.length,
    inside: plan.products.length - outside,
    outside,
    freezersCreated: [...plan.newFreezers.values()].map(({ name }) => name),
  }

  async function write(): Promise<void> {
    const now = clock.now()
    const ids = new Map([...state.freezers].map(([key, { id }]) => [key, id]))
    for (const [key, { name, boxes }] of plan.newFreezers) {
      const id = await insertFreezer(db, { householdId, name, boxes, now })
      const stream = freezerStream({ id, householdId })
      await ctx.record(stream, FreezerCreated({ householdId, name, boxes }))
      ids.set(key, id)
    }
    for (const { freezer, box, number, leaving, ...facts } of plan.products) {
      const place = { freezerId: ids.get(freezer) ?? 0, box, number }
      const row = { ...facts, ...place, householdId, leaving, now: now.toISOString() }
      const productId = await insertProduct(db, row)
      const added = ProductAdded({ productId, name: facts.name, facts, place, leaving })
      const inside = { id: productId, householdId, freezer: { id: place.freezerId } }
      await ctx.record(productStream(inside), added)
    }
  }
})

/** Reads the rows that can be read, and says what is wrong with the others. */
function readRows(csv: string): {
  rows: { row: number; content: ImportRow }[]
  problems: Problems
} {
  const records = readTable(csv)
  if (records.length === 0) {
    refuseImport([{ row: 2, problems: ['there is no product in the file'] }])
  }
  const problems: Problems = []
  const rows = records.flatMap(({ row, ...line }) => {
    const read = 'record' in line ? readRow(line.record) : { problems: [line.problem] }
    if ('row' in read) return [{ row, content: read.row }]
    problems.push({ row, problems: read.problems })
    return []
  })
  return { rows, problems }
}

function readTable(csv: string): ReturnType<typeof readCsv> {
  try {
    return readCsv(csv)
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error
    return refuseImport([{ row: error.row, problems: [error.message] }])
  }
}

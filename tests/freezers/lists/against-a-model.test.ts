import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { anyQuery } from './any-query.ts'
import { listed } from './model.ts'
import type { Product } from './pantry.ts'
import { stockPantry } from './pantry.ts'

// Both engines are compared with the same model, so their answers are the same.
const larder = await startLarder()
const { ada, stock } = await stockPantry(larder)
const { list } = ada.larder.freezers.products

/** The queries tried; more of them with `RUNS=1000`. */
const numRuns = Number(process.env['RUNS'] ?? 150)

test('any filter in any order answers what the model does', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery(stock), async (query) => {
      const items = listed(stock, query)
      const page = await list({ ...query, limit: 200, withTotal: true })
      expect(page).toEqual({ items, nextCursor: null, total: items.length })
    }),
    { numRuns },
  )
})

test('pages of any length are the whole list, cut up', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery(stock), fc.integer({ min: 1, max: 12 }), async (query, limit) => {
      const walked: Product[] = []
      for await (const product of list.all({ ...query, limit })) walked.push(product)
      expect(walked).toEqual(listed(stock, query))
    }),
    { numRuns },
  )
})

test('control: the queries are no formality', async () => {
  const queries = fc.sample(anyQuery(stock), 500)
  const lengths = queries.map((query) => listed(stock, query).length)
  const some = lengths.filter((length) => length > 0 && length < stock.length)
  expect(some.length).toBeGreaterThan(200)
})

import { fits } from '@larder/api/src/procedures/fits.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

// Answers that are just what their schema says are not parsed: docs/decisions/0034-answers-that-fit.md

const Colour = z.enum(['red', 'blue'])
const Day = z.iso.date().refine((day) => day > '1900-01-01')
const Shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('round'), radius: z.number() }),
  z.object({ kind: z.literal('square'), side: z.int().min(1).optional() }),
])
const Thing = z.object({
  id: z.int(),
  name: z.string(),
  short: z.string().max(3).nullable(),
  day: Day,
  colour: Colour.optional(),
  isNew: z.boolean(),
  nothing: z.null(),
  shapes: z.array(Shape),
  few: z.array(z.int()).max(3).optional(),
  given: z.string().default('x').optional(),
  either: z.union([z.object({ a: z.int() }), z.object({ a: z.int(), b: z.int() })]).optional(),
  numbers: z.record(z.string(), z.number()).optional(),
  trimmed: z.string().trim().optional(),
})

const good = {
  id: 1,
  name: 'peas',
  short: null,
  day: '2026-11-23',
  isNew: true,
  nothing: null,
  shapes: [{ kind: 'round', radius: 0.5 }, { kind: 'square' }],
  given: 'x',
}

const values = fc.oneof(
  fc.constantFrom(undefined, null, '', ' a ', 'abcd', 'red', '2026-02-30', Number.NaN, -0, 1e300),
  fc.constantFrom({ a: 1 }, { a: 1, b: 2 }, { kind: 'square', side: 0 }, [], new Date(0)),
  fc.constantFrom([{ kind: 'round', radius: 1 }], [{ kind: 'round', side: 1 }], { n: 1 }),
  fc.anything(),
)
const changed = fc
  .array(fc.tuple(fc.constantFrom(...Object.keys(Thing.shape), 'secret'), values), { maxLength: 3 })
  .map((changes) => ({ ...good, ...Object.fromEntries(changes) }))

test('Given any answer, when it fits, then zod would have answered the same', () => {
  const thingFits = fits(Thing)
  let fitting = 0
  fc.assert(
    fc.property(fc.oneof(changed, fc.anything()), (value) => {
      if (!thingFits(value)) return
      fitting++
      expect(Thing.safeParse(value)).toEqual({ success: true, data: value })
    }),
    { numRuns: 20_000 },
  )
  expect(fitting).toBeGreaterThan(100)
})

describe('Given what is no more than it should be', () => {
  test.each([
    ['as it is', {}],
    ['with what may be there', { colour: 'red', either: undefined }],
    ['of another shape', { shapes: [{ kind: 'square', side: 2 }] }],
  ])('%s, then it fits', (_, change) => {
    expect(fits(Thing)({ ...good, ...change })).toBe(true)
  })
})

describe('Given what zod would change or refuse', () => {
  test.each<[string, object]>([
    ['a field too many', { secret: 'hash' }],
    ['one too many, deeper', { shapes: [{ kind: 'square', secret: 1 }] }],
    ['too long a list', { few: [1, 2, 3, 4] }],
    ['half a number', { id: 1.5 }],
    ['no number', { id: Number.NaN }],
    ['an unknown word', { colour: 'green' }],
    ['a day before all', { day: '1800-01-01' }],
    ['one that the first of several would cut', { either: { a: 1, b: 2 } }],
    ['a text that is trimmed', { trimmed: ' a ' }],
    ['a field that is filled in', { given: undefined }],
  ])('%s, then it does not fit', (_, change) => {
    expect(fits(Thing)({ ...good, ...change })).toBe(false)
  })
})

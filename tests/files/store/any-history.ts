import fc from 'fast-check'

/** What a process does next. */
export type Step =
  /** Keeps a file of these bytes, the first of them with the others as renditions. */
  | { do: 'keep'; account: number; bytes: number[]; dies: Death | undefined }
  | { do: 'drop'; file: number; dies: Death | undefined }
  | { do: 'read'; file: number }
  | { do: 'sweep'; dies: Death | undefined }
  | { do: 'pass'; minutes: number }

/** The process is killed before its n-th access to the database or the store, or in the middle of that. */
export interface Death {
  before: number
  torn: boolean
}

/** How many different bytes there are: few, so that the same ones meet. */
export const CONTENTS = 3
export const ACCOUNTS = 2
export const GRACE_MINUTES = 60

const dies = fc.option(fc.record({ before: fc.nat(5), torn: fc.boolean() }), {
  nil: undefined,
  freq: 3,
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('keep' as const),
      account: fc.nat(ACCOUNTS - 1),
      bytes: fc.array(fc.nat(CONTENTS - 1), { minLength: 1, maxLength: 2 }),
      dies,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('drop' as const), file: fc.nat(), dies }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read' as const), file: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sweep' as const), dies }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      minutes: fc.integer({ min: 1, max: 2 * GRACE_MINUTES }),
    }),
  },
)

/** What several processes do, each one step after the other, and whose turn it is. */
export const anyHistory = fc.record({
  processes: fc.array(fc.array(step, { minLength: 1, maxLength: 7 }), {
    minLength: 2,
    maxLength: 4,
  }),
  choices: fc.array(fc.nat(11), { minLength: 1, maxLength: 50 }),
})

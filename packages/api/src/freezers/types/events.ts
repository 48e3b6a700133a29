import { z } from 'zod'
import { defineEvent, ERASED } from '../../event-log/define.ts'
import type { Stream } from '../../event-log/stream.ts'

const Months = z.object({ min: z.int(), max: z.int() }).nullable()

function eraseNames<P extends { names: Record<string, string> }>(payload: P): P {
  const languages = Object.keys(payload.names)
  return { ...payload, names: Object.fromEntries(languages.map((each) => [each, ERASED])) }
}

export const ProductTypeAdded = defineEvent(
  'ProductTypeAdded',
  1,
  z.object({ names: z.record(z.string(), z.string()), usualMonths: Months }),
  { erase: eraseNames },
)
export const ProductTypeNamed = defineEvent(
  'ProductTypeNamed',
  1,
  z.object({ language: z.string(), from: z.string().nullable(), to: z.string() }),
  { erase: ({ language, from }) => ({ language, from: from && ERASED, to: ERASED }) },
)
export const ProductTypePeriodSet = defineEvent(
  'ProductTypePeriodSet',
  1,
  z.object({ from: Months, to: Months }),
)
export const ProductTypeRemoved = defineEvent(
  'ProductTypeRemoved',
  1,
  z.object({ names: z.record(z.string(), z.string()), usualMonths: Months }),
  { erase: eraseNames },
)

export const productTypeEvents = [
  ProductTypeAdded,
  ProductTypeNamed,
  ProductTypePeriodSet,
  ProductTypeRemoved,
] as const

/** The stream of everything that happens to a product type. Everybody uses the same ones. */
export function productTypeStream(typeId: number): Stream {
  return { name: `product-type-${typeId}`, audience: 'everyone' }
}

import type { z } from 'zod'
import type { Fits } from './fits.ts'
import { fits } from './fits.ts'

const prepared = new WeakSet<z.ZodType>()

/**
 * The same schema for tRPC, as what an answer has to be. What fits as it is goes out as it is; zod cuts
 * away what nobody may know, and says what is wrong.
 *
 * tRPC takes a schema for asynchronous, and for good, after one exception that is not zod's. `parseAsync`
 * is six times slower than `parse`, and needless because no schema of ours waits for anything.
 */
export function inSync<Schema extends z.ZodType>(schema: Schema): Schema {
  // Several procedures answer the same.
  if (prepared.has(schema)) return schema
  prepared.add(schema)
  const zodParse = schema.parse
  let asItIs: Fits | undefined
  const parse = (value: unknown) => {
    asItIs ??= fits(schema)
    return asItIs(value) ? value : zodParse(value)
  }
  return Object.assign(schema, { parse, parseAsync: async (value: unknown) => parse(value) })
}

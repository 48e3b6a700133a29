import type { TrackedEnvelope } from '@trpc/server'
import { tracked } from '@trpc/server'
import type { z } from 'zod'

type Items<Schema extends z.ZodType> = AsyncIterable<TrackedEnvelope<z.output<Schema>>, void, void>

/** For tRPC, the schema of what a subscription yields: each item is checked before it is sent. */
export function eachOf<Schema extends z.ZodType>(
  schema: Schema,
): { _input: Items<Schema>; _output: Items<Schema> } {
  async function* checked(items: Items<Schema>): AsyncGenerator {
    for await (const [id, item] of items) yield tracked(id, schema.parse(item))
  }
  const parse = (items: unknown) => checked(items as Items<Schema>)
  const parser = Object.assign(schema.clone(), {
    parse,
    parseAsync: async (items: unknown) => parse(items),
  })
  return parser as unknown as { _input: Items<Schema>; _output: Items<Schema> }
}

import type { ProcedureMeta } from '@larder/api'
import { appRouter } from '@larder/api'
import type { JsonSchema } from './nearly-valid.ts'

interface Procedure {
  path: string
  meta: ProcedureMeta
  schema: JsonSchema
}

interface Built {
  _def: { meta: ProcedureMeta; inputs: [{ toJSONSchema(options: object): JsonSchema }] }
}

/** Every procedure of the router, with what it says of its input. */
export function readProcedures(): Procedure[] {
  return Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => {
    const { meta, inputs } = (procedure as Built)._def
    return { path, meta, schema: schemaOf(inputs[0]) }
  })
}

// Filters are parsed in two steps, of which each direction shows one; what is required and what may
// be left out only the first one knows.
function schemaOf(input: Built['_def']['inputs'][0]): JsonSchema {
  const before = input.toJSONSchema({ io: 'input', unrepresentable: 'any' })
  const after = input.toJSONSchema({ io: 'output', unrepresentable: 'any' })
  return { ...after, required: before.required ?? [] }
}

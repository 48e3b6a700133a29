import type { ProcedureMeta } from '@larder/api'
import { appRouter } from '@larder/api'
import type { z } from 'zod'
import type { Field } from './shape.ts'
import { fieldsIn } from './shape.ts'

/** What is generated from: one entry a procedure, in the order of the router. */
export interface Procedure {
  /** `freezers.products.list` */
  path: string
  kind: 'query' | 'list' | 'command' | 'once' | 'feed'
  meta: ProcedureMeta
  input: Field[]
  /** Whether it can be called without any input. */
  inputIsOptional: boolean
  /** Of a feed, the fields of one item. */
  output: Field[]
}

interface Built {
  _def: { type: string; meta?: ProcedureMeta; inputs: z.ZodType[]; output?: z.ZodType }
}

/** Reads the router as it runs. Throws when a procedure was not made with one of the builders. */
export function readContract(): Procedure[] {
  const built = Object.entries<unknown>(appRouter._def.procedures)
  return built.map(([path, procedure]) => describe(path, procedure as Built))
}

function describe(path: string, { _def: { type, meta, inputs, output } }: Built): Procedure {
  const [input] = inputs
  if (!meta || !input || !output) throw new Error(`${path} lacks its meta, input or output.`)
  const answer = fieldsIn(output, 'output')
  return {
    path,
    kind: kindOf(type, meta, answer),
    meta,
    input: fieldsIn(input, 'input'),
    inputIsOptional: input.safeParse(undefined).success,
    output: answer,
  }
}

function kindOf(type: string, meta: ProcedureMeta, answer: Field[]): Procedure['kind'] {
  if (type === 'subscription') return 'feed'
  return type === 'query' ? queryKind(answer) : commandKind(meta)
}

function queryKind(answer: Field[]): 'query' | 'list' {
  const names = answer.map(({ name }) => name)
  return names.includes('items') && names.includes('nextCursor') ? 'list' : 'query'
}

/** Only what keeps its answer for replay may be sent again. */
function commandKind({ replays }: ProcedureMeta): 'command' | 'once' {
  return replays ? 'command' : 'once'
}

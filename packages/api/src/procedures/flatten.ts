import type { AnyTRPCProcedure } from '@trpc/server'
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import type { RequestContext } from '../context.ts'

interface Schema {
  parse: (value: unknown) => unknown
}

/** Steps stand in the order in which they run: admission, input, transaction, output, rule. */
interface Definition {
  type: string
  meta: unknown
  inputs: Schema[]
  output?: Schema
  middlewares: Middleware[]
}

interface Call {
  ctx: object
  input: unknown
  getRawInput: () => Promise<unknown>
  next: (changes?: Changes) => Promise<Outcome>
}

type Changes = Partial<Omit<Call, 'next'>>

type Outcome = { ok: true; data: unknown } | { ok: false; error: Error }

/** Of its own ones, which parse, tRPC says what they are. */
type Middleware = ((call: Call) => Promise<Outcome>) & { _type?: 'input' | 'output' }

type Step = { input: Schema } | { output: Schema } | { middleware: Middleware }

/**
 * Runs a procedure's steps as one. Semantics are those of tRPC's own runner, which copies the whole call
 * several times for every step with a copier made for old engines: a third of a read's time. See
 * docs/decisions/0010-flattened-procedures.md.
 */
export function flatten(procedure: AnyTRPCProcedure): void {
  const { middlewares, inputs, output } = definitionOf(procedure)
  const [input, another] = inputs
  if (another) throw new Error('A procedure has one input here; tRPC would merge several.')
  const steps = middlewares.map((middleware): Step => {
    if (middleware._type === 'input' && input) return { input }
    if (middleware._type === 'output' && output) return { output }
    return { middleware }
  })
  middlewares.splice(0, steps.length, (call) => run(steps, 0, call))
}

/** Calls a flattened query or command without tRPC's own runner around it. Throws what it throws. */
export async function callFlattened(
  procedure: AnyTRPCProcedure,
  path: string,
  ctx: RequestContext,
  input: unknown,
): Promise<unknown> {
  const { middlewares, type, meta } = definitionOf(procedure)
  const call = { ctx, type, path, meta, input: undefined, getRawInput: async () => input }
  const result = await middlewares[0]?.(call as unknown as Call)
  if (!result?.ok) throw result?.error
  return result.data
}

function definitionOf(procedure: AnyTRPCProcedure): Definition {
  return procedure._def as unknown as Definition
}

/** Runs the steps from the first one on, up to and with the next middleware, which goes on with the rest. */
async function run(steps: Step[], first: number, call: Call): Promise<Outcome> {
  let { input } = call
  let output: Schema | undefined
  try {
    for (let index = first; ; index++) {
      const step = steps[index] as Step
      if ('input' in step) input = parseInput(step.input, await call.getRawInput())
      else if ('output' in step) output = step.output
      else {
        const here: Call = {
          ...call,
          input,
          next: (changes) => run(steps, index + 1, changed(here, changes)),
        }
        const result = await step.middleware(here)
        return output && result.ok ? { ...result, data: parseOutput(output, result.data) } : result
      }
    }
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    return { ok: false, error, marker: 'middlewareMarker' } as Outcome
  }
}

function changed(call: Call, changes: Changes = {}): Call {
  const { ctx, input = call.input } = changes
  return { ...call, input, ctx: ctx ? { ...call.ctx, ...ctx } : call.ctx }
}

function parseInput(schema: Schema, raw: unknown): unknown {
  try {
    return schema.parse(raw)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

function parseOutput(schema: Schema, data: unknown): unknown {
  try {
    return schema.parse(data)
  } catch (cause) {
    const message = 'Output validation failed'
    throw new TRPCError({ message, code: 'INTERNAL_SERVER_ERROR', cause })
  }
}

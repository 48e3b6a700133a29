import type { AnyTRPCProcedure } from '@trpc/server'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import type { RequestContext } from '../context.ts'

interface Definition {
  type: string
  meta: unknown
  middlewares: Step[]
}

type Outcome = { ok: true; data: unknown } | { ok: false; error: Error }

interface Call {
  ctx: object
  input: unknown
  getRawInput: () => Promise<unknown>
  next: (changes?: Partial<Omit<Call, 'next'>>) => Promise<unknown>
}

type Step = (call: Call) => Promise<unknown>

/**
 * Runs a procedure's steps (admission, input, transaction, output, rule) as one. Semantics are those
 * of tRPC's own runner, which copies the whole call several times for every step with a copier made
 * for old engines: a quarter of a read's time. See docs/decisions/0010-flattened-procedures.md.
 */
export function flatten(procedure: AnyTRPCProcedure): void {
  const { middlewares } = definitionOf(procedure)
  const steps = [...middlewares]
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
  const result = (await middlewares[0]?.(call as unknown as Call)) as Outcome
  if (!result.ok) throw result.error
  return result.data
}

function definitionOf(procedure: AnyTRPCProcedure): Definition {
  return procedure._def as unknown as Definition
}

async function run(steps: Step[], index: number, call: Call): Promise<unknown> {
  const next: Call['next'] = (changes) =>
    run(steps, index + 1, {
      ...call,
      ...changes,
      ctx: changes?.ctx ? { ...call.ctx, ...changes.ctx } : call.ctx,
    })
  try {
    return await steps[index]?.({ ...call, next })
  } catch (cause) {
    return { ok: false, error: getTRPCErrorFromUnknown(cause), marker: 'middlewareMarker' }
  }
}

import type { AnyTRPCProcedure } from '@trpc/server'
import { getTRPCErrorFromUnknown } from '@trpc/server'

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
  const { middlewares } = procedure._def as unknown as { middlewares: Step[] }
  const steps = [...middlewares]
  middlewares.splice(0, steps.length, (call) => run(steps, 0, call))
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

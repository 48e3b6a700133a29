import type { Services } from '@larder/api'
import { callFlattened } from '@larder/api'
import type { AnyTRPCProcedure } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { contextOf } from './context.ts'
import { answerFailure } from './failure.ts'
import { parseInput } from './input.ts'
import { procedures } from './procedures.ts'
import { sendJson } from './send-json.ts'

/** The procedure, if it is one plain JSON call, as nearly all are: no batch, no stream, no subscription. */
export function directProcedure(
  request: FastifyRequest,
  path: string,
): AnyTRPCProcedure | undefined {
  const isPlain =
    typeof request.body === 'string' &&
    !request.url.includes('?') &&
    request.headers['trpc-accept'] === undefined &&
    !request.headers.accept?.includes('application/jsonl')
  const procedure = isPlain ? procedures.get(path) : undefined
  return procedure?._def.type === 'subscription' ? undefined : procedure
}

/**
 * Answers one plain JSON call. The stock adapter gives the same answer, but turns every request into
 * Fetch objects on the way, which takes longer than the call itself.
 */
export async function answerDirectly(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  procedure: AnyTRPCProcedure,
): Promise<FastifyReply> {
  const input = parseInput(request.body as string, 1)
  try {
    const ctx = await contextOf(services, request)
    const data = await callFlattened(procedure, path, ctx, input)
    return sendJson(reply, 200, { result: { data } })
  } catch (error) {
    return answerFailure(request, reply, error, path)
  }
}

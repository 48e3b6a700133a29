import type { Services } from '@larder/api'
import { appRouter } from '@larder/api'
import type { AnyTRPCProcedure } from '@trpc/server'
import { callTRPCProcedure } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { contextOf } from './context.ts'
import { answerFailure } from './failure.ts'
import { parseInput } from './input.ts'
import { sendJson } from './send-json.ts'

const answeringOnce = new Set(
  Object.entries<unknown>(appRouter._def.procedures)
    .filter(([, procedure]) => (procedure as AnyTRPCProcedure)._def.type !== 'subscription')
    .map(([path]) => path),
)

/** Whether it is one plain JSON call, as nearly all are: no batch, no stream, no subscription. */
export function isDirectCall(request: FastifyRequest, path: string): boolean {
  return (
    typeof request.body === 'string' &&
    answeringOnce.has(path) &&
    !request.url.includes('?') &&
    request.headers['trpc-accept'] === undefined &&
    !request.headers.accept?.includes('application/jsonl')
  )
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
): Promise<FastifyReply> {
  const input = parseInput(request.body as string)
  try {
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      ctx: await contextOf(services, request),
      getRawInput: async () => input,
      type: 'mutation',
      allowMethodOverride: true,
      signal: undefined,
      batchIndex: 0,
    })
    return sendJson(reply, 200, { result: { data } })
  } catch (error) {
    return answerFailure(request, reply, error, path)
  }
}

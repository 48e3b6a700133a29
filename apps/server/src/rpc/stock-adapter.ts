import type { ErrorShape, Services } from '@larder/api'
import { appRouter, toDomainError } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LARGEST_BATCH } from './call-count.ts'
import { contextOf } from './context.ts'
import { reportFailure, retryAfterSeconds } from './failure.ts'
import { inputText, parseInput } from './input.ts'

/** Answers with tRPC's own adapter: batches, streams, GET and everything unusual. */
export async function answerWithStockAdapter(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<void> {
  // tRPC would parse it inside the procedure, and call bad JSON a bad input.
  parseInput(inputText(request))
  // Loaded when it is first needed: it draws in an HTTP client that a server otherwise never needs.
  const { fastifyRequestHandler } = await import('@trpc/server/adapters/fastify')
  await fastifyRequestHandler({
    router: appRouter,
    req: request,
    res: reply,
    path,
    createContext: () => contextOf(services, request),
    allowMethodOverride: true,
    maxBatchSize: LARGEST_BATCH,
    onError: ({ error, path }) =>
      reportFailure(request, toDomainError(error, path, request.id), path),
    responseMeta: ({ data }) => {
      const waits = data.flatMap((answer) =>
        'error' in answer ? (retryAfterSeconds(answer.error as ErrorShape) ?? []) : [],
      )
      return waits.length > 0 ? { headers: { 'retry-after': String(Math.max(...waits)) } } : {}
    },
  })
}

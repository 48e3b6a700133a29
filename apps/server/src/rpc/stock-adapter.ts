import type { ErrorShape, Services } from '@larder/api'
import { appRouter, toDomainError } from '@larder/api'
import type { TRPCError } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { callCount, LARGEST_BATCH } from './call-count.ts'
import { contextOf } from './context.ts'
import { answerFailure, reportFailure, retryAfterSeconds } from './failure.ts'
import { inputText, parseInput } from './input.ts'
import { isFeed } from './procedures.ts'

/** Answers with tRPC's own adapter: batches, streams, feeds, GET and everything unusual. */
export async function answerWithStockAdapter(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<void> {
  // tRPC would parse it inside the procedure, and call bad JSON a bad input.
  parseInput(inputText(request), callCount(request.url, path))
  let refusal: TRPCError | undefined
  let isRefusable = isFeed(path) && takesJson(request)
  const response = await respond(request, reply, {
    router: appRouter,
    path,
    createContext: () => contextOf(services, request, () => reply.raw.destroy()),
    allowMethodOverride: true,
    maxBatchSize: LARGEST_BATCH,
    onError: ({ error, path }) => {
      // Of a feed that is refused tRPC tells twice.
      if (error === refusal) return
      refusal = error
      if (!isRefusable) reportFailure(request, toDomainError(error, path, request.id), path)
    },
    responseMeta: ({ data, type }) => {
      // To tRPC's own header of a feed: nothing may keep it, or gather some of it first to pack it.
      if (type === 'subscription') return { headers: { 'cache-control': 'no-store, no-transform' } }
      const waits = data.flatMap((answer) =>
        'error' in answer ? (retryAfterSeconds(answer.error as ErrorShape) ?? []) : [],
      )
      return waits.length > 0 ? { headers: { 'retry-after': String(Math.max(...waits)) } } : {}
    },
  })
  if (isRefusable && refusal) {
    void response.body?.cancel()
    answerFailure(request, reply, refusal, path)
    return
  }
  isRefusable = false
  await reply.send(response)
}

type Options = Omit<
  Parameters<typeof import('@trpc/server/http').resolveResponse>[0],
  'req' | 'error'
>

async function respond(
  { raw, body }: FastifyRequest,
  reply: FastifyReply,
  options: Options,
): Promise<Response> {
  // Loaded when it is first needed: it draws in an HTTP client that a server otherwise never needs.
  const { resolveResponse } = await import('@trpc/server/http')
  const { incomingMessageToRequest } = await import('@trpc/server/adapters/node-http')
  const req = incomingMessageToRequest(Object.assign(raw, { body }), reply.raw, {
    maxBodySize: null,
  })
  return resolveResponse({ ...options, req, error: null })
}

/**
 * Whether a refusal can be an answer like any other. An EventSource reads none but those of its own
 * kind: it gets tRPC's, an event of a feed that ends there.
 */
function takesJson({ headers: { accept } }: FastifyRequest): boolean {
  return accept === undefined || /application\/(json|\*)|\*\/\*/.test(accept)
}

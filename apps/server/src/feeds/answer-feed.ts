import type { FeedDocument } from '@larder/api'
import { DomainError } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { judge } from '../serving/preconditions.ts'

/** Whoever keeps a copy asks every time whether it still holds: what is hidden is gone from it at once. */
const caching = { everyone: 'public, no-cache', reader: 'private, no-cache' }

/** Answers a feed, or that it is the one that the caller has. Throws PRECONDITION_FAILED. */
export function answerFeed(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, mediaType, etag }: FeedDocument,
  servedTo: keyof typeof caching,
): FastifyReply {
  // No date: nobody can say when it last changed but by telling what its owner did.
  const verdict = judge(headers, { etag, lastModified: undefined })
  if (verdict === 'failed') throw new DomainError('PRECONDITION_FAILED', { etag })
  reply.headers({ etag, 'cache-control': caching[servedTo] })
  if (servedTo === 'everyone') reply.header('cross-origin-resource-policy', 'cross-origin')
  if (verdict === 'not modified') return reply.code(304).send()
  return reply.type(mediaType).send(body)
}

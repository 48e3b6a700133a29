import type { FeedDocument } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { judge } from '../serving/preconditions.ts'

/** Whoever keeps a copy asks every time whether it still holds: what is hidden is gone from it at once. */
const caching = { everyone: 'public, no-cache', reader: 'private, no-cache' }

/** Answers a feed, or that it is the one that the caller has. */
export function answerFeed(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, mediaType, etag, modifiedAt }: FeedDocument,
  servedTo: keyof typeof caching,
): FastifyReply {
  reply.headers({ etag, 'cache-control': caching[servedTo] })
  if (servedTo === 'everyone') reply.header('cross-origin-resource-policy', 'cross-origin')
  if (modifiedAt) reply.header('last-modified', modifiedAt.toUTCString())
  const { 'if-modified-since': since, ...rest } = headers
  const conditions = modifiedAt ? headers : rest
  const verdict = judge(conditions, {
    etag,
    lastModified: modifiedAt ?? new Date(0),
    isReplaceable: true,
  })
  if (verdict === 'not modified') return reply.code(304).send()
  return reply.type(mediaType).send(body)
}

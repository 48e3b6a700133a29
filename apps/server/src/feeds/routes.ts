import type { FeedDocument, FeedFormat, RequestContext, Services } from '@larder/api'
import {
  CHANNEL_FEED,
  FOLLOWED_FEED,
  missingFeed,
  readChannelFeed,
  readFollowedFeed,
} from '@larder/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../client-address.ts'
import type { RateLimiter } from '../rate-limit/limiter.ts'
import { contextOf } from '../rpc/context.ts'
import { answerFailure } from '../rpc/failure.ts'
import { answerFeed } from './answer-feed.ts'

export interface FeedOptions {
  services: Services
  limitRate: RateLimiter | undefined
}

/** Feeds for programs that read them: of channels, for everybody, and of what somebody follows. */
export async function feedRoutes(
  scope: FastifyInstance,
  { services, limitRate }: FeedOptions,
): Promise<void> {
  scope.addHook('onRequest', (request, _reply, done) => {
    done(limitRate?.(clientAddress(request), 1))
  })
  route('/channels/:handle/:name', CHANNEL_FEED, 'everyone', (ctx, params) => {
    const { handle = '', name = '' } = params
    const format = formatOf(/^feed\.(atom|json)$/.exec(name)?.[1])
    return readChannelFeed(ctx, { handle, format })
  })
  route('/feeds/:name', FOLLOWED_FEED, 'reader', (ctx, { name = '' }) => {
    const [, token = '', extension] = /^([\w-]{1,100})\.(atom|json)$/.exec(name) ?? []
    return readFollowedFeed(ctx, { token, format: formatOf(extension) })
  })

  function route(
    url: string,
    what: string,
    servedTo: 'everyone' | 'reader',
    read: (ctx: RequestContext, params: Record<string, string>) => Promise<FeedDocument>,
  ): void {
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        const ctx = await contextOf(services, request)
        const document = await read(ctx, request.params as Record<string, string>)
        return answerFeed(request, reply, document, servedTo)
      } catch (error) {
        return answerFailure(request, reply, error, what)
      }
    }
    scope.route({ method: ['GET', 'HEAD'], url, handler })
  }
}

/** Throws NOT_FOUND. */
function formatOf(extension: string | undefined): FeedFormat {
  if (extension === 'atom' || extension === 'json') return extension
  throw missingFeed()
}

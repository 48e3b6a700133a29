import { z } from 'zod'
import { subscription } from '../../procedures/trpc.ts'
import { audiencesOf } from './audiences.ts'
import { feed } from './feed.ts'
import { beginningOnce, eventFilter, FeedItem } from './schema.ts'
import { startPosition } from './start-position.ts'

export const followEvents = subscription({
  summary: 'Events as they happen; first those after a position or since a time, if one is named.',
  scope: 'events:read',
  reasons: ['TOO_MANY_FEEDS', 'POSITION_AHEAD'],
  input: beginningOnce(
    z.strictObject({
      ...eventFilter,
      lastEventId: z
        .string()
        .regex(/^\d{1,15}$/, 'must be the id of an item of this feed')
        .optional()
        .describe('What came last, sent by whoever connects again; it goes before all else'),
    }),
  ).prefault({}),
  output: FeedItem,
}).subscription(async ({ ctx, input, signal: left }) => {
  const { actor, readmit, request } = ctx
  const { types, stream, all, lastEventId } = input
  audiencesOf(actor, all)
  const head = await ctx.log.look()
  const place = lastEventId === undefined ? input : { after: Number(lastEventId) }
  const after = (await startPosition(ctx.db, place, head)) ?? head
  const open = ctx.feeds.open({
    accountId: actor.accountId,
    check: async () => audiencesOf(await readmit(), all),
    hangUp: request.hangUp ?? (() => {}),
  })
  // The feed closes it too, but only if its first item was asked for.
  left?.addEventListener('abort', open.close)
  if (left?.aborted) open.close()
  const signal = left ? AbortSignal.any([left, open.signal]) : open.signal
  return feed(ctx, actor, open, { types, stream, all, after, readmit, signal })
})

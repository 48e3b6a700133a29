import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { FollowedFeed } from '../schema.ts'
import { feedsOf } from './queries.ts'

export const listFeeds = query({
  summary: 'The feeds of what you follow, without the tokens in their addresses.',
  scope: 'videos:read',
  input: NoInput,
  output: z.array(FollowedFeed),
}).query(({ ctx }) => feedsOf(ctx.db, ctx.actor.accountId))

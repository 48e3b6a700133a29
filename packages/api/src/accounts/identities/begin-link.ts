import { sessionCommand } from '../../procedures/trpc.ts'
import { requireJustLoggedIn } from '../just-logged-in.ts'
import { begin } from './begin.ts'
import { Beginning, Begun } from './schema.ts'

export const beginLink = sessionCommand({
  summary:
    'Begins to link an identity at a provider, shortly after logging in. It has to be finished in ten minutes.',
  reasons: ['LOG_IN_AGAIN', 'NOT_FOUND', 'REDIRECT_URI_REFUSED', 'PROVIDER_UNREACHABLE'],
  input: Beginning,
  output: Begun,
}).mutation(async ({ ctx, input }) => {
  await requireJustLoggedIn(ctx)
  return begin(ctx, input, ctx.actor.accountId)
})

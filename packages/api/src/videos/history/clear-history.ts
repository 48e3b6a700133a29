import { Done } from '../../procedures/done.ts'
import { NoInput } from '../../procedures/no-input.ts'
import { unstoredCommand } from '../../procedures/trpc.ts'
import { forgetSomeWatched } from './queries.ts'

export const clearHistory = unstoredCommand({
  summary: 'Forgets everything that you watched, and where you were in it.',
  scope: 'videos:write',
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  const { accountId } = ctx.actor
  // A few at a time: nobody waits for the history of years.
  const forgetSome = () => ctx.database.transaction((db) => forgetSomeWatched(db, accountId))
  while ((await forgetSome()) > 0);
  return { done: true as const }
})

import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { NotificationChoices } from '../schema.ts'
import { allChoicesOf } from './queries.ts'

export const getChoices = query({
  summary: 'What you are told of, and how.',
  scope: 'videos:read',
  input: NoInput,
  output: NotificationChoices,
}).query(({ ctx }) => allChoicesOf(ctx.db, ctx.actor.accountId))

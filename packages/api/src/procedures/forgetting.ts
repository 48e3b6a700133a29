import { forgetting } from '../background/forgetting.ts'

/** For 24 hours at least an answer can be replayed. */
export const forgettingAnswers = forgetting({
  table: 'idempotency_keys',
  overAt: 'created_at',
  keptDays: 1,
})

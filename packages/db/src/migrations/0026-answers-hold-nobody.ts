import type { Step } from './step.ts'

// A command claims its idempotency key first. Many at once of the same account all held it for reading
// by that, and whichever then held it for itself ended in a deadlock.
export const answersHoldNobody: Step[] = [
  ({ dropForeignKey }) => dropForeignKey('idempotency_keys_account', 'idempotency_keys'),
]

import { reason } from '../errors/reason.ts'

/** The reasons of reading and following the event log. */
export const eventLogErrors = {
  TOO_MANY_FEEDS: reason<{ limit: number }>(
    'TOO_MANY_REQUESTS',
    ({ limit }) =>
      `This account already follows ${limit} feeds, and may not follow more. Close one first.`,
  ),
  POSITION_AHEAD: reason<{ after: number; last: number }>(
    'CONFLICT',
    ({ after, last }) =>
      `There is no position ${after}: the log ends at ${last}. Was it restored from a backup? Begin after ${last} or earlier.`,
  ),
}

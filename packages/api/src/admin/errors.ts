import { reason } from '../errors/reason.ts'

/** The reasons of administering accounts. */
export const adminErrors = {
  ACCOUNT_IS_YOURS: reason<{ action: string }>(
    'CONFLICT',
    ({ action }) => `You cannot ${action} your own account. Ask another administrator.`,
  ),
  LAST_ADMINISTRATOR: reason<{ accountId: number }>(
    'CONFLICT',
    ({ accountId }) =>
      `Account ${accountId} is the last administrator of this server. Make somebody else one first.`,
  ),
  ALREADY_DISABLED: reason<{ since: string }>(
    'CONFLICT',
    ({ since }) => `The account is disabled since ${since}. Enable it first to disable it anew.`,
  ),
  NOT_DISABLED: reason<{ accountId: number }>(
    'CONFLICT',
    ({ accountId }) => `Account ${accountId} is not disabled, so there is nothing to enable.`,
  ),
}

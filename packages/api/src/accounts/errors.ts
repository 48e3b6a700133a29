import { reason } from '../errors/reason.ts'

/** The reasons of accounts, sessions and access tokens. */
export const accountErrors = {
  EMAIL_TAKEN: reason<{ email: string }>(
    'CONFLICT',
    ({ email }) => `There is already an account for ${email}. Log in, or use another address.`,
  ),
  LOGIN_FAILED: reason<object>(
    'UNAUTHORIZED',
    () => 'The e-mail address or the password is wrong. Check both and try again.',
  ),
  PASSWORD_WRONG: reason<object>(
    'FORBIDDEN',
    () => 'The current password is wrong. Type it again.',
  ),
  PASSWORD_COMMON: reason<object>(
    'UNPROCESSABLE_CONTENT',
    () => 'This password is among the most used ones and would be guessed first. Choose another.',
  ),
  FIRST_ADMIN_CODE_WRONG: reason<object>(
    'FORBIDDEN',
    () =>
      'The administrator code is wrong or was used already. The server prints a new one at each start until there is an administrator.',
  ),
  TOKEN_NAME_TAKEN: reason<{ name: string }>(
    'CONFLICT',
    ({ name }) =>
      `You already have an access token named "${name}". Revoke it first or choose another name.`,
  ),
}

import { reason } from '../errors/reason.ts'

/** The reasons of accounts, sessions and access tokens. */
export const accountErrors = {
  EMAIL_TAKEN: reason<{ email: string }>(
    'CONFLICT',
    ({ email }) => `There is already an account for ${email}. Log in, or use another address.`,
  ),
  LOGIN_FAILED: reason<{ attemptsLeft: number }>(
    'UNAUTHORIZED',
    ({ attemptsLeft }) =>
      `The e-mail address or the password is wrong. Check both and try again; attempts left for now: ${attemptsLeft}.`,
  ),
  ACCOUNT_DISABLED: reason<object>(
    'FORBIDDEN',
    () => 'This account was disabled. Ask an administrator of this server to enable it.',
  ),
  LOGIN_BLOCKED: reason<{ retryAfterSeconds: number }>(
    'TOO_MANY_REQUESTS',
    ({ retryAfterSeconds }) =>
      `There were too many wrong passwords, so none is looked at now. Try again in ${retryAfterSeconds} s, or from a network that you logged in from before.`,
  ),
  ACCOUNT_LEAVING: reason<{ leavesAt: string }>(
    'FORBIDDEN',
    ({ leavesAt }) =>
      `This account was deleted and is gone on ${leavesAt}. To keep it, log in with "keepAccount".`,
  ),
  LOG_IN_AGAIN: reason<{ withinMinutes: number }>(
    'FORBIDDEN',
    ({ withinMinutes }) =>
      `Your account has no password to give, so show that it is you: log in again and repeat this within ${withinMinutes} minutes.`,
  ),
  EXPORT_RUNNING: reason<object>(
    'CONFLICT',
    () => 'An export of your account is running already. Wait until it is done.',
  ),
  PASSWORD_WRONG: reason<{ attemptsLeft: number }>(
    'FORBIDDEN',
    ({ attemptsLeft }) =>
      `The current password is wrong. Type it again; attempts left for now: ${attemptsLeft}.`,
  ),
  PASSWORD_MISSING: reason<object>(
    'CONFLICT',
    () =>
      'Your account has no password to confirm this with. Set one first (accounts.setPassword).',
  ),
  PASSWORD_PRESENT: reason<object>(
    'CONFLICT',
    () => 'This account has a password already. Change it with the current one.',
  ),
  PASSWORD_COMMON: reason<object>(
    'UNPROCESSABLE_CONTENT',
    () => 'This password is among the most used ones and would be guessed first. Choose another.',
  ),
  LINK_INVALID: reason<object>(
    'FORBIDDEN',
    () =>
      'The token is wrong, was used already, is too old, or a newer mail took its place. Use the newest mail, or ask for another.',
  ),
  EMAIL_VERIFIED: reason<{ email: string }>(
    'CONFLICT',
    ({ email }) => `The address ${email} is verified already. There is nothing to do.`,
  ),
  EMAIL_UNCHANGED: reason<{ email: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ email }) => `${email} is the address of your account already. Give another one.`,
  ),
  MAIL_LIMIT_REACHED: reason<{ retryAfterSeconds: number }>(
    'TOO_MANY_REQUESTS',
    ({ retryAfterSeconds }) =>
      `Enough of this mail was sent today. Look for it, also among the spam, or try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
  ),
  FIRST_ADMIN_CODE_WRONG: reason<object>(
    'FORBIDDEN',
    () =>
      'The administrator code is wrong or was used already. The server prints a new one at each start until there is an administrator.',
  ),
  TWO_FACTOR_REQUIRED: reason<object>(
    'FORBIDDEN',
    () =>
      'The password is right. This account also asks for the code of its authenticator, or a recovery code: send it along.',
  ),
  TWO_FACTOR_WRONG: reason<{ attemptsLeft: number }>(
    'FORBIDDEN',
    ({ attemptsLeft }) =>
      `The code is wrong, or was used already. Wait for the next one, and check the clock of its device; attempts left for now: ${attemptsLeft}.`,
  ),
  TWO_FACTOR_ON: reason<object>(
    'CONFLICT',
    () => 'Two-factor log-in is on already. Switch it off first to set up another authenticator.',
  ),
  TWO_FACTOR_OFF: reason<object>(
    'CONFLICT',
    () => 'Two-factor log-in is not set up. Begin with that.',
  ),
  REGISTRATION_CLOSED: reason<object>('FORBIDDEN', () => 'This server takes no new accounts.'),
  INVITATION_NEEDED: reason<object>(
    'FORBIDDEN',
    () =>
      'This server takes new accounts by invitation only. Ask an administrator for one, and register with its token.',
  ),
  INVITATION_REFUSED: reason<object>(
    'FORBIDDEN',
    () =>
      'The invitation is wrong, over, used already or for another address. Check both, or ask for a new one.',
  ),
  TOKEN_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) =>
      `You already have ${limit} access tokens, and that is the limit. Revoke one that is used no more.`,
  ),
  TOKEN_NAME_TAKEN: reason<{ name: string }>(
    'CONFLICT',
    ({ name }) =>
      `You already have an access token named "${name}". Revoke it first or choose another name.`,
  ),
}

import { reason } from '../../errors/reason.ts'

const problems = {
  unknown: 'it was not begun here, or the verifier is not the one that was handed out',
  expired: 'it was begun more than ten minutes ago',
  used: 'it is finished already',
  'other purpose': 'it was begun for something else: logging in and linking are two things',
  'other account': 'it was begun by another account',
  'other answer': 'the address that the provider sent back to does not belong to it',
}

/** The reasons of identities at providers. */
export const identityErrors = {
  IDENTITY_FLOW_REFUSED: reason<{
    problem: 'unknown' | 'expired' | 'used' | 'other purpose' | 'other account' | 'other answer'
  }>(
    'FORBIDDEN',
    ({ problem }) =>
      `This log-in at a provider cannot be finished: ${problems[problem]}. Begin again.`,
  ),
  IDENTITY_DECLINED: reason<{ provider: string; error: string }>(
    'FORBIDDEN',
    ({ provider, error }) =>
      `The provider "${provider}" answered "${error}". Begin again, and agree there.`,
  ),
  IDENTITY_NOT_PROVEN: reason<{ provider: string }>(
    'FORBIDDEN',
    ({ provider }) =>
      `What came from the provider "${provider}" does not prove who you are. Begin again; if it stays so, tell the operator of this server.`,
  ),
  PROVIDER_UNREACHABLE: reason<{ provider: string }>(
    'BAD_GATEWAY',
    ({ provider }) =>
      `The provider "${provider}" cannot be reached from this server, or is not set up as it should be. Try again later, or log in with your password.`,
  ),
  REDIRECT_URI_REFUSED: reason<{ redirectUri: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ redirectUri }) =>
      `Providers may not send anybody back to "${redirectUri}". Use http://127.0.0.1:<port>/, or have the operator add it to LARDER_OIDC_REDIRECT_URIS.`,
  ),
  IDENTITY_UNKNOWN: reason<{ provider: string }>(
    'UNAUTHORIZED',
    ({ provider }) =>
      `No account is linked to this identity at "${provider}". Log in with your password and link it, or begin again to register with it.`,
  ),
  IDENTITY_TAKEN: reason<{ provider: string }>(
    'CONFLICT',
    ({ provider }) =>
      `This identity at "${provider}" is linked to another account. Unlink it there first.`,
  ),
  IDENTITY_EMAIL_MISSING: reason<{ provider: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ provider }) =>
      `The provider "${provider}" vouches for no e-mail address of yours, which an account needs. Register with a password, and link the identity then.`,
  ),
  IDENTITY_EMAIL_TAKEN: reason<{ provider: string; email: string }>(
    'CONFLICT',
    ({ provider, email }) =>
      `There is already an account for ${email}. Log in to it, and link your identity at "${provider}" there.`,
  ),
  IDENTITY_NEEDS_CODE: reason<{ proof: string }>(
    'FORBIDDEN',
    () =>
      'You proved who you are. This account also asks for the code of its authenticator, or a recovery code: send it along, with the proof from this answer.',
  ),
  LAST_WAY_IN: reason<object>(
    'CONFLICT',
    () =>
      'This is the last way into your account. Set a password, or link another identity, before you unlink it.',
  ),
}

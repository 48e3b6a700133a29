import { reason } from './reason.ts'

const remedies: Partial<Record<string, string>> = {
  disabled: 'Its account was disabled: ask an administrator of this server.',
  leaving: 'Its account is about to be deleted: sign in again to keep it.',
}

/** What any procedure may answer. */
export const generalErrors = {
  INVALID_INPUT: reason<{ issues: { path: string; message: string }[] }>(
    'BAD_REQUEST',
    ({ issues }) =>
      issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '),
  ),
  INVALID_JSON: reason<object>('PARSE_ERROR', () => 'The request body or input is not valid JSON.'),
  INVALID_CURSOR: reason<object>(
    'BAD_REQUEST',
    () =>
      'The cursor does not belong to this list and sort order. Start again without a cursor and pass on "nextCursor" unchanged.',
  ),
  UNKNOWN_PROCEDURE: reason<{ path: string }>(
    'NOT_FOUND',
    ({ path }) => `There is no procedure "${path}" of that kind on this server.`,
  ),
  WRONG_METHOD: reason<object>(
    'METHOD_NOT_SUPPORTED',
    () => 'Queries take GET or POST, commands take POST.',
  ),
  UNSUPPORTED_MEDIA_TYPE: reason<object>(
    'UNSUPPORTED_MEDIA_TYPE',
    () => 'Send "Content-Type: application/json".',
  ),
  BODY_TOO_LARGE: reason<{ limitBytes: number }>(
    'PAYLOAD_TOO_LARGE',
    ({ limitBytes }) => `The request body is larger than ${limitBytes} bytes. Send less at once.`,
  ),
  LARGE_BODIES_BUSY: reason<{ retryAfterSeconds: number }>(
    'SERVICE_UNAVAILABLE',
    ({ retryAfterSeconds }) =>
      `Too many large request bodies are held at once, of your account or of all. Nothing was changed; try again in ${retryAfterSeconds} s.`,
  ),
  BATCH_TOO_LARGE: reason<{ calls: number; limit: number }>(
    'BAD_REQUEST',
    ({ calls, limit }) => `A batch may hold ${limit} calls; this one holds ${calls}. Split it.`,
  ),
  RATE_LIMITED: reason<{ limit: number; window: string; retryAfterSeconds: number }>(
    'TOO_MANY_REQUESTS',
    ({ limit, window, retryAfterSeconds }) =>
      `More than ${limit} calls in a ${window} from this address. Try again in ${retryAfterSeconds} s.`,
  ),
  NOT_FOUND: reason<{ what: string; id: number | string }>(
    'NOT_FOUND',
    ({ what, id }) => `There is no ${what} ${id}, or it is not yours.`,
  ),
  NOT_ALLOWED: reason<{ action: string; role: string }>(
    'FORBIDDEN',
    ({ action, role }) =>
      `Your role here is "${role}", which does not allow "${action}". Ask an owner to do it, or for another role.`,
  ),
  SIGN_IN_REQUIRED: reason<object>(
    'UNAUTHORIZED',
    () => 'Sign in first: send a session or an access token as "Authorization: Bearer ...".',
  ),
  CREDENTIAL_REFUSED: reason<{
    problem: 'unknown' | 'malformed' | 'expired' | 'revoked' | 'disabled' | 'leaving'
  }>(
    'UNAUTHORIZED',
    ({ problem }) =>
      `The session or access token is refused (${problem}). ${remedies[problem] ?? 'Sign in again or use another.'}`,
  ),
  SESSION_REQUIRED: reason<object>(
    'FORBIDDEN',
    () => 'An access token cannot do this: sign in with e-mail and password.',
  ),
  SCOPE_MISSING: reason<{ needed: string; held: string[] }>(
    'FORBIDDEN',
    ({ needed, held }) =>
      `This needs the scope "${needed}"; the access token has ${held.join(', ') || 'none'}. Create a token with that scope.`,
  ),
  STAFF_REQUIRED: reason<object>('FORBIDDEN', () => 'Only staff and administrators may do this.'),
  ADMIN_REQUIRED: reason<object>('FORBIDDEN', () => 'Only an administrator may do this.'),
  IDEMPOTENCY_KEY_INVALID: reason<object>(
    'BAD_REQUEST',
    () => 'The Idempotency-Key header must be 8 to 120 printable ASCII characters.',
  ),
  IDEMPOTENCY_KEY_REUSED: reason<{ key: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ key }) =>
      `The idempotency key "${key}" was already used with another input. Use a new key for a new command.`,
  ),
  UNAVAILABLE: reason<{ retryAfterSeconds: number }>(
    'SERVICE_UNAVAILABLE',
    ({ retryAfterSeconds }) =>
      `The database cannot be reached or is busy. Nothing was changed; try again in ${retryAfterSeconds} s.`,
  ),
  INTERNAL: reason<{ requestId: string }>(
    'INTERNAL_SERVER_ERROR',
    ({ requestId }) =>
      `Something went wrong on the server. Its log says what, under the request id ${requestId}.`,
  ),
}

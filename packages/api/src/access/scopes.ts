/** What an access token may be allowed to do. `*` allows everything that a token ever may. */
export const scopes = [
  'account:read',
  'account:write',
  'events:read',
  'files:read',
  'files:write',
  'freezers:read',
  'freezers:write',
  'organisations:read',
  'organisations:write',
  'videos:read',
  'videos:write',
  'webhooks:read',
  'webhooks:write',
  'admin',
  '*',
] as const

export type Scope = (typeof scopes)[number]

/** What an access token may be allowed to do. `*` allows everything that a token ever may. */
export const scopes = [
  'account:read',
  'account:write',
  'events:read',
  'freezers:read',
  'freezers:write',
  'webhooks:read',
  'webhooks:write',
  'admin',
  '*',
] as const

export type Scope = (typeof scopes)[number]

/** What an access token may be allowed to do. `*` allows everything that a token ever may. */
export const scopes = [
  'account:read',
  'account:write',
  'freezers:read',
  'freezers:write',
  'admin',
  '*',
] as const

export type Scope = (typeof scopes)[number]

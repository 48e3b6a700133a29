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

const known = new Set<string>(scopes)

/** The scopes that were stored, as JSON. What this version does not know allows nothing. */
export function scopesFrom(stored: string): Scope[] {
  return (JSON.parse(stored) as string[]).filter((scope): scope is Scope => known.has(scope))
}

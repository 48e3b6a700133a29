/** What a member can be, from most to least. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const

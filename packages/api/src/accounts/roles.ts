/** What an account may do on the whole server, from least to most. */
export const accountRoles = ['user', 'staff', 'admin'] as const

export type AccountRole = (typeof accountRoles)[number]

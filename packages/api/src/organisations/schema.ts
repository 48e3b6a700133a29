import { z } from 'zod'

/** What a member may do, from most to least. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const

export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** Whether `role` may do everything that `needed` may. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed)
}

import { appRouter } from '@larder/api'
import type { AnyTRPCProcedure } from '@trpc/server'

/** Every procedure, by its path. */
export const procedures: ReadonlyMap<string, AnyTRPCProcedure> = new Map(
  Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>),
)

/** Whether a procedure goes on answering. */
export function isFeed(path: string): boolean {
  return procedures.get(path)?._def.type === 'subscription'
}

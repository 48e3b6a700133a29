import type {
  inferRouterInputs,
  inferRouterOutputs,
  TRPCBuiltRouter,
  TRPCDecorateCreateRouterOptions,
} from '@trpc/server'
import type { ErrorShape } from './errors/shape.ts'
import type { ProcedureMeta } from './procedures/trpc.ts'
import type { routes } from './router.ts'

// What clients may know. Nothing here may reach the context: it would draw the database and its
// drivers into the declarations that the SDK publishes.

/** The router as clients see it: every procedure, and nothing of what they run on. */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: ProcedureMeta; errorShape: ErrorShape; transformer: false },
  TRPCDecorateCreateRouterOptions<typeof routes>
>

/** What each procedure takes, by domain and name. */
export type RouterInputs = inferRouterInputs<AppRouter>

/** What each procedure answers, by domain and name. */
export type RouterOutputs = inferRouterOutputs<AppRouter>

export type { ErrorDetails, Reason } from './errors/map.ts'

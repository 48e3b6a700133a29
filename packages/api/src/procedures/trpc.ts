import { initTRPC } from '@trpc/server'
import type { z } from 'zod'
import { admit } from '../access/admit.ts'
import type { Actor } from '../access/credential.ts'
import { identify } from '../access/credential.ts'
import type { RequestContext } from '../context.ts'
import type { Reason } from '../errors/map.ts'
import type { ErrorShape } from '../errors/shape.ts'
import { eachOf } from './each-of.ts'
import '../errors/input-messages.ts'
import type { Scope } from '../access/scopes.ts'
import { formatError } from '../errors/shape.ts'
import { recorder } from '../event-log/record.ts'
import { onceForKey } from './idempotency.ts'
import { inSync } from './in-sync.ts'
import { bounded } from './input-bounds.ts'

/** What the SDK, the CLI, the reference and the tests know of a procedure. */
export interface ProcedureMeta {
  /** One sentence for people; it becomes the SDK's doc comment. */
  summary: string
  /** Who may call it at all; its policy then decides about the thing itself. */
  audience: 'public' | 'signed in' | 'session' | 'staff' | 'admin'
  /** What an access token must hold; null where no token is needed or none will do. */
  scope: Scope | null
  /** The reasons of its own that it may answer, beside the general ones. */
  reasons: readonly Reason[]
  /** Of commands: whether a repeated idempotency key gets the answer that was stored. */
  replays: boolean
}

interface Contract<Input extends z.ZodType, Output extends z.ZodType> {
  summary: string
  reasons?: readonly Reason[]
  input: Input
  output: Output
}

interface Scoped {
  scope: Scope
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // Keeps proxies from taking a feed for dead, and tells its reader when the server is.
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter: ({ error, path, ctx }): ErrorShape =>
      formatError(error, path, ctx?.request.id ?? 'unknown'),
  })

export const createRouter = t.router

const signedIn = t.middleware(({ ctx, meta, next }) =>
  next({ ctx: { ...admit(ctx, meta), db: ctx.database.reader } }),
)

/**
 * A command without an actor. It opens its own transaction, after the slow work (hashing), and its
 * answer is never stored for replay.
 */
export function publicCommand<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>) {
  return t.procedure
    .meta(describe('public', null, contract))
    .input(bounded(contract.input))
    .output(inSync(contract.output))
}

/** `publicCommand` for somebody signed in with a session: what no access token may do. */
export function sessionCommand<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>) {
  return forSignedIn(describe('session', null, contract), contract)
}

/**
 * `publicCommand` for anybody signed in: for what takes its time before the transaction, or answers
 * with a secret. Repeating it must be harmless.
 */
export function unstoredCommand<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O> & Scoped,
) {
  return forSignedIn(describe('signed in', contract.scope, contract), contract)
}

/** A question that anybody may ask. `ctx.db` can only read. */
export function publicQuery<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>) {
  return t.procedure
    .meta(describe('public', null, contract))
    .use(({ ctx, next }) => next({ ctx: { db: ctx.database.reader } }))
    .input(bounded(contract.input))
    .output(inSync(contract.output))
}

/** `unstoredCommand` for administrators. */
export function unstoredAdminCommand<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
) {
  return forSignedIn(describe('admin', 'admin', contract), contract)
}

/** A question. `ctx.db` can only read. */
export function query<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O> & Scoped) {
  return forSignedIn(describe('signed in', contract.scope, contract), contract)
}

/** A question that staff and administrators ask. */
export function staffQuery<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>) {
  return forSignedIn(describe('staff', 'admin', contract), contract)
}

/** A question that only administrators ask. */
export function adminQuery<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>) {
  return forSignedIn(describe('admin', 'admin', contract), contract)
}

/** Admits the actor and looks at what goes in and out. `ctx.db` can only read. */
function forSignedIn<I extends z.ZodType, O extends z.ZodType>(
  meta: ProcedureMeta,
  { input, output }: Contract<I, O>,
) {
  return t.procedure.meta(meta).use(signedIn).input(bounded(input)).output(inSync(output))
}

/**
 * What goes on being answered: a generator of `tracked` items, each of which `output` describes. With
 * `ctx.readmit` it looks up again, now and then, whether its reader may still have it.
 */
export function subscription<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O> & Scoped,
) {
  return t.procedure
    .meta(describe('signed in', contract.scope, contract))
    .use(signedIn)
    .use(({ ctx, meta, next }) => {
      const readmit = async (): Promise<Actor> => {
        const { database, request, clock } = ctx
        const credential = await identify(database, request.authorization, clock.now())
        return admit({ ...ctx, credential }, meta).actor
      }
      return next({ ctx: { readmit } })
    })
    .input(bounded(contract.input))
    .output(eachOf(contract.output))
}

/** A change. `ctx.db` is its transaction; `ctx.record` puts its events into the same one. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O> & Scoped,
) {
  return change(describe('signed in', contract.scope, contract), contract)
}

/** A change that only administrators make. */
export function adminCommand<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>) {
  return change(describe('admin', 'admin', contract), contract)
}

/**
 * Opens the command's transaction and puts it in place of `ctx.db`: the idempotency key, the rows,
 * the events and the stored answer commit together or not at all.
 */
function change<I extends z.ZodType, O extends z.ZodType>(
  meta: ProcedureMeta,
  { input, output }: Contract<I, O>,
) {
  return t.procedure
    .meta({ ...meta, replays: true })
    .use(signedIn)
    .input(bounded(input))
    .use(({ ctx, path, getRawInput, next }) =>
      onceForKey(ctx, path, getRawInput, async (db) => {
        const result = await next({ ctx: { db, record: recorder(db, ctx) } })
        // `next` returns failures; only a thrown one rolls the transaction back.
        if (!result.ok) throw result.error
        return result
      }),
    )
    .output(inSync(output))
}

function describe(
  audience: ProcedureMeta['audience'],
  scope: Scope | null,
  contract: { summary: string; reasons?: readonly Reason[] },
): ProcedureMeta {
  const { summary, reasons = [] } = contract
  return { summary, audience, scope, reasons, replays: false }
}

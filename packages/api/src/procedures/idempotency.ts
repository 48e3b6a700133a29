import { hash } from 'node:crypto'
import type { Param, Reader, Writer } from '@larder/db'
import { isDuplicate, prepared } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import type { RequestContext } from '../context.ts'
import { DomainError } from '../errors/map.ts'

/** A key that somebody sent with a command, and what it was sent for. */
export interface Claim {
  account: number
  procedure: string
  key: string
  fingerprint: string
  now: string
}

/**
 * Runs a command in a transaction, once for its idempotency key: a repeated key gets the stored
 * answer, byte for byte; the same key with another input is refused. The key is claimed by the
 * first statement, so of many at once one runs and the others wait for its answer.
 */
export async function onceForKey<Result extends { ok: true; data: unknown }>(
  ctx: RequestContext & { actor: Actor },
  procedure: string,
  getRawInput: () => Promise<unknown>,
  run: (db: Writer) => Promise<Result>,
): Promise<Result> {
  const key = ctx.request.idempotencyKey
  if (key === undefined) return ctx.database.transaction(run)
  const claim = claimOf(ctx, procedure, { key, input: await getRawInput() })
  return ctx.database.transaction(async (db) => {
    const stored = await claimOrReplay(db, claim)
    if (stored !== undefined) return { ok: true, data: JSON.parse(stored) } as Result
    const result = await run(db)
    await storeAnswer(db, { ...claim, response: JSON.stringify(result.data ?? null) })
    return result
  })
}

/** What is claimed with a key. Throws IDEMPOTENCY_KEY_INVALID. */
export function claimOf(
  { actor, clock }: RequestContext & { actor: Actor },
  procedure: string,
  { key, input }: { key: string; input: unknown },
): Claim {
  if (!/^[\x21-\x7e]{8,120}$/.test(key)) throw new DomainError('IDEMPOTENCY_KEY_INVALID', {})
  return {
    account: actor.accountId,
    procedure,
    key,
    fingerprint: hash('sha256', JSON.stringify(input ?? null)),
    now: clock.now().toISOString(),
  }
}

/** Claims the key, or answers what was stored under it. Throws IDEMPOTENCY_KEY_REUSED. */
export async function claimOrReplay(db: Writer, claim: Claim): Promise<string | undefined> {
  try {
    await insertClaim(db, claim)
    return undefined
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  return (await answerOf(db, claim)) ?? reused(claim)
}

/** What was stored under a key; undefined: nothing yet. Throws IDEMPOTENCY_KEY_REUSED. */
export async function answerOf(db: Reader, claim: Claim): Promise<string | undefined> {
  const [stored] = await findAnswer(db, claim)
  if (!stored) return undefined
  return stored.fingerprint === claim.fingerprint ? (stored.response ?? 'null') : reused(claim)
}

function reused({ key }: Claim): never {
  throw new DomainError('IDEMPOTENCY_KEY_REUSED', { key })
}

const insertClaim = prepared<Claim, unknown>((db, param) =>
  db.insertInto('idempotency_keys').values({
    account_id: param('account'),
    procedure: param('procedure'),
    key: param('key'),
    fingerprint: param('fingerprint'),
    response: null,
    created_at: param('now'),
  }),
)

const findAnswer = prepared((db, param: Param<Claim>) =>
  db
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'response'])
    .where('account_id', '=', param('account'))
    .where('procedure', '=', param('procedure'))
    .where('key', '=', param('key')),
)

/** Stores the answer to what claimed a key. */
export const storeAnswer = prepared<Claim & { response: string }, unknown>((db, param) =>
  db
    .updateTable('idempotency_keys')
    .set({ response: param('response') })
    .where('account_id', '=', param('account'))
    .where('procedure', '=', param('procedure'))
    .where('key', '=', param('key')),
)

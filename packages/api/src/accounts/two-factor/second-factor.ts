import type { Writer } from '@larder/db'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { blocked, forgiveAfterwards, leftAfter } from '../guard/check-password.ts'
import { codeCounter } from '../guard/counters.ts'
import { inTurn } from '../guard/in-turn.ts'
import { findTwoFactor, spendRecoveryCode, spendStep } from './queries.ts'
import { recoveryHash } from './recovery-codes.ts'
import { stepOf } from './secret.ts'

type Asker = Pick<RequestContext, 'database' | 'clock' | 'keys' | 'guesses'>

/** What a code could be, worked out before the transaction. */
interface Candidate {
  accountId: number
  salt: string
  step: number | null
  recovery: string
}

/** Uses a code up in the transaction of what it is given for. The account must be held. */
export type Spend = (db: Writer) => Promise<void>

/**
 * Does something for which an account may ask for a code: `work` calls what it is given, in its
 * transaction. That throws TWO_FACTOR_REQUIRED and TWO_FACTOR_WRONG. Codes are guesses, too, and counted
 * before they are looked at; only whoever knows the password comes so far, so nobody is locked out.
 */
export async function withSecondFactor<T>(
  ctx: Asker,
  accountId: number,
  code: string | undefined,
  work: (spend: Spend) => Promise<T>,
): Promise<T> {
  const candidate = code === undefined ? undefined : await candidateOf(ctx, accountId, code)
  if (!candidate) return work((db) => refuseIfNeeded(db, accountId))
  const counter = codeCounter(ctx.keys, accountId)
  return inTurn(counter.key, async () => {
    const attempt = await ctx.guesses.count([counter], ctx.clock.now())
    if (!attempt.isCounted) throw blocked(attempt, ctx.clock.now(), accountId)
    const done = await work((db) => spend(db, candidate, leftAfter(attempt)))
    await forgiveAfterwards(ctx, attempt, counter.key)
    return done
  })
}

/** Undefined where no code is needed. */
async function candidateOf(
  { database, keys, clock }: Asker,
  accountId: number,
  code: string,
): Promise<Candidate | undefined> {
  const twoFactor = await findTwoFactor(database.reader, accountId)
  if (!twoFactor?.confirmed_at) return undefined
  const { salt } = twoFactor
  const step = await stepOf(keys, { salt, code, now: clock.now() })
  return { accountId, salt, step, recovery: recoveryHash(keys, salt, code) }
}

async function refuseIfNeeded(db: Writer, accountId: number): Promise<void> {
  const twoFactor = await findTwoFactor(db, accountId)
  if (twoFactor?.confirmed_at) throw new DomainError('TWO_FACTOR_REQUIRED', {})
}

async function spend(db: Writer, candidate: Candidate, attemptsLeft: number): Promise<void> {
  const { accountId, salt, step, recovery } = candidate
  const twoFactor = await findTwoFactor(db, accountId)
  if (!twoFactor?.confirmed_at) return
  // Set up anew meanwhile: then it is a code of what is gone.
  const isRight =
    twoFactor.salt === salt &&
    ((step !== null && (await spendStep(db, accountId, step))) ||
      (await spendRecoveryCode(db, accountId, recovery)))
  if (isRight) return
  throw new DomainError('TWO_FACTOR_WRONG', { attemptsLeft }).withholding({ accountId })
}

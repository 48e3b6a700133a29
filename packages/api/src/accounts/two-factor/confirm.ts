import { z } from 'zod'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { accountStream, TwoFactorSwitchedOn } from '../events.ts'
import { blocked, forgiveAfterwards, leftAfter } from '../guard/check-password.ts'
import { codeCounter } from '../guard/counters.ts'
import { inTurn } from '../guard/in-turn.ts'
import { endOtherSessions, holdSignedIn } from '../sessions/queries.ts'
import { findTwoFactor, replaceRecoveryCodes, spendStep } from './queries.ts'
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts'
import { Code, RecoveryCodes } from './schema.ts'
import { stepOf } from './secret.ts'

export const confirm = sessionCommand({
  summary:
    'Switches two-factor log-in on, with a first code of the authenticator, and ends your other sessions.',
  reasons: ['TWO_FACTOR_OFF', 'TWO_FACTOR_ON', 'TWO_FACTOR_WRONG', 'LOGIN_BLOCKED'],
  input: z.strictObject({ code: Code }),
  output: RecoveryCodes,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const counter = codeCounter(ctx.keys, accountId)
  return inTurn(counter.key, async () => {
    const attempt = await ctx.guesses.count([counter], ctx.clock.now())
    if (!attempt.isCounted) throw blocked(attempt, ctx.clock.now(), accountId)
    const codes = await switchOn(ctx, { accountId, ...input, attemptsLeft: leftAfter(attempt) })
    await forgiveAfterwards(ctx, attempt, counter.key)
    return { recoveryCodes: codes }
  })
})

async function switchOn(
  ctx: RequestContext,
  { accountId, code, attemptsLeft }: { accountId: number; code: string; attemptsLeft: number },
): Promise<string[]> {
  const { keys, clock, credential } = ctx
  const begun = await findTwoFactor(ctx.database.reader, accountId)
  if (!begun) throw new DomainError('TWO_FACTOR_OFF', {})
  if (begun.confirmed_at) throw new DomainError('TWO_FACTOR_ON', {})
  const { salt } = begun
  const step = await stepOf(keys, { salt, code, now: clock.now() })
  const wrong = new DomainError('TWO_FACTOR_WRONG', { attemptsLeft })
  if (step === null || credential.kind !== 'accepted') throw wrong
  const { actor, session } = credential
  const codes = newRecoveryCodes()
  await ctx.database.transaction(async (db) => {
    await holdSignedIn(db, { actor, credential })
    const now = await findTwoFactor(db, accountId)
    // Begun anew, or confirmed, meanwhile.
    if (now?.salt !== salt || now.confirmed_at) throw wrong
    if (!(await spendStep(db, accountId, step))) throw wrong
    const on = { confirmed_at: clock.now().toISOString() }
    await db.updateTable('two_factor').set(on).where('account_id', '=', accountId).execute()
    const hashes = codes.map((each) => recoveryHash(keys, salt, each))
    await replaceRecoveryCodes(db, accountId, hashes)
    // They were opened with the password alone.
    await endOtherSessions(db, accountId, session?.idHash ?? '')
    await recorder(db, { ...ctx, actor })(accountStream(accountId), TwoFactorSwitchedOn({}))
  })
  return codes
}

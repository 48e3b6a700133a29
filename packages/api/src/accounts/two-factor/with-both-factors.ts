import type { Writer } from '@larder/db'
import type { Actor } from '../../access/credential.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { confirmPassword } from '../guard/check-password.ts'
import { getAccount, holdWithPassword } from '../queries.ts'
import type { TwoFactor } from './queries.ts'
import { findTwoFactor } from './queries.ts'
import { withSecondFactor } from './second-factor.ts'

/** What a procedure may answer that asks for both factors. */
export const bothFactorsReasons = [
  'PASSWORD_WRONG',
  'LOGIN_BLOCKED',
  'TWO_FACTOR_OFF',
  'TWO_FACTOR_REQUIRED',
  'TWO_FACTOR_WRONG',
] as const

/**
 * Changes the two-factor log-in of whoever is signed in and proves both factors once more. `change`
 * runs in the transaction that holds the account and uses the code up. Throws the reasons above, and
 * PASSWORD_MISSING.
 */
export async function withBothFactors(
  ctx: RequestContext & { actor: Actor },
  { password, code }: { password: string; code: string },
  change: (db: Writer, twoFactor: TwoFactor) => Promise<void>,
): Promise<void> {
  const { accountId } = ctx.actor
  const account = await getAccount(ctx.database.reader, accountId)
  const attemptsLeft = await confirmPassword(ctx, account, password)
  await withSecondFactor(ctx, accountId, code, (spend) =>
    ctx.database.transaction(async (db) => {
      if (!(await holdWithPassword(db, account))) {
        throw new DomainError('PASSWORD_WRONG', { attemptsLeft })
      }
      const twoFactor = await findTwoFactor(db, accountId)
      if (!twoFactor?.confirmed_at) throw new DomainError('TWO_FACTOR_OFF', {})
      await spend(db)
      await change(db, twoFactor)
    }),
  )
}

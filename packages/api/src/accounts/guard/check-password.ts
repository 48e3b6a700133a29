import { networkOf } from '../../access/network.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { emailKey } from '../email-key.ts'
import { hasPassword, verifyPassword } from '../password.ts'
import type { LogInCounters } from './counters.ts'
import { logInCounters, networkHash, signedInCounter } from './counters.ts'
import type { Attempt } from './guess-store.ts'
import { inTurn } from './in-turn.ts'
import { isFamiliar, isHome } from './queries.ts'

// The only two places where a password is compared with an account's. How they fit together, and what
// each of them tells a stranger, is in docs/decisions/0019-guessing.md.

type Asker = Pick<RequestContext, 'database' | 'clock' | 'keys' | 'guesses' | 'request'>

interface Account {
  id: number
  password_hash: string
}

/** Somebody who wants in: what they typed, and the account that it belongs to, if there is one. */
export interface Caller {
  email: string
  password: string
  account: Account | undefined
}

/**
 * Checks the password of somebody who logs in. Answers how many attempts would be left had it been
 * wrong; throws LOGIN_FAILED when it is, and LOGIN_BLOCKED without looking once there were too many.
 */
export async function checkLogIn(ctx: Asker, caller: Caller): Promise<number> {
  const network = networkOf(ctx.request.address)
  const counters = logInCounters(ctx.keys, emailKey(caller.email) ?? '', network)
  return inTurn(network, async () => {
    const { pair, address, network: ofNetwork } = counters
    const attempt = await ctx.guesses.count([pair, address, ofNetwork], ctx.clock.now())
    if (!attempt.isCounted) return checkAtHome(ctx, caller, counters, attempt)
    const { account, password } = caller
    if (!(await verifyPassword(account?.password_hash, password))) {
      const failed = new DomainError('LOGIN_FAILED', { attemptsLeft: leftAfter(attempt) })
      throw failed.withholding({ accountId: account?.id })
    }
    await ctx.guesses.forgive(attempt, pair.key)
    return leftAfter(attempt)
  })
}

/**
 * Others used up all attempts. Where somebody has logged in before, the right password still opens
 * their own account. Everybody gets the same answer there after the same time: else it would tell
 * whose address belongs to that network.
 */
async function checkAtHome(
  ctx: Asker,
  { account, password }: Caller,
  { pair }: LogInCounters,
  attempt: Attempt,
): Promise<number> {
  const refused = blocked(attempt, ctx.clock.now(), account?.id)
  const network = networkHash(ctx.keys, networkOf(ctx.request.address))
  const isPairFull = attempt.standings.some(({ key, left }) => key === pair.key && left <= 0)
  if (isPairFull || !(await isHome(ctx.database.reader, network))) throw refused
  const further = await ctx.guesses.count([pair], ctx.clock.now())
  if (!further.isCounted) throw refused
  const isTheirs = await isFamiliar(ctx.database.reader, account?.id ?? 0, network)
  if (!(await verifyPassword(isTheirs ? account?.password_hash : undefined, password))) {
    throw refused
  }
  await ctx.guesses.forgive(further, pair.key)
  return leftAfter(further)
}

/**
 * Checks the password that somebody signed in gives once more. Answers how many attempts would be left
 * had it been wrong; throws PASSWORD_WRONG when it is, PASSWORD_MISSING when the account has none, and
 * LOGIN_BLOCKED as `checkLogIn` does.
 */
export async function confirmPassword(
  ctx: Asker,
  account: Account,
  password: string,
): Promise<number> {
  if (!hasPassword(account)) throw new DomainError('PASSWORD_MISSING', {})
  const counter = signedInCounter(ctx.keys, account.id)
  return inTurn(counter.key, async () => {
    const attempt = await ctx.guesses.count([counter], ctx.clock.now())
    if (!attempt.isCounted) throw blocked(attempt, ctx.clock.now(), account.id)
    if (!(await verifyPassword(account.password_hash, password))) {
      throw new DomainError('PASSWORD_WRONG', { attemptsLeft: leftAfter(attempt) })
    }
    await ctx.guesses.forgive(attempt, counter.key)
    return leftAfter(attempt)
  })
}

/** Empties what somebody mistyped from here who has proved in another way that the address is theirs. */
export async function forgetGuesses(ctx: Asker, email: string): Promise<void> {
  const network = networkOf(ctx.request.address)
  const { pair } = logInCounters(ctx.keys, emailKey(email) ?? '', network)
  const standings = [{ key: pair.key, left: 0, endsAt: 0, endedAt: 0 }]
  await forgiveAfterwards(ctx, { isCounted: true, standings }, pair.key)
}

/** Takes an attempt back once what it was for is done: that must not fail any more. Else it counts. */
export async function forgiveAfterwards(
  { guesses }: Pick<Asker, 'guesses'>,
  attempt: Attempt,
  emptied: string,
): Promise<void> {
  await guesses.forgive(attempt, emptied).catch(() => undefined)
}

/** How many attempts are left in the fullest of its counters. */
export function leftAfter({ standings }: Attempt): number {
  return Math.min(...standings.map(({ left }) => left))
}

/** The refusal of an attempt that there was no room for. */
export function blocked(attempt: Attempt, now: Date, accountId: number | undefined): DomainError {
  const retryAfterSeconds = secondsUntilFree(attempt, now)
  return new DomainError('LOGIN_BLOCKED', { retryAfterSeconds }).withholding({ accountId })
}

/** In how many seconds there is room again in all the counters of an attempt, if nobody else tries. */
export function secondsUntilFree({ standings }: Attempt, now: Date): number {
  const ends = standings.filter(({ left }) => left <= 0).map(({ endsAt }) => endsAt)
  return Math.max(1, Math.ceil((Math.max(...ends) - now.getTime()) / 1_000))
}

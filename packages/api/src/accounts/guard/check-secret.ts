import { networkOf } from '../../access/network.ts'
import type { RequestContext } from '../../context.ts'
import { verifyPassword } from '../password.ts'
import { leftAfter, secondsUntilFree } from './check-password.ts'
import { secretCounters } from './counters.ts'
import { inTurn } from './in-turn.ts'

type Asker = Pick<RequestContext, 'database' | 'clock' | 'keys' | 'guesses' | 'request'>

/** A password that opens one thing to whoever knows it, and what somebody gave for it. */
export interface Secret {
  kind: 'video'
  id: number
  /** How many may be wrong, from all networks together. */
  limit: number
  /** Argon2id; undefined: nothing is right. */
  hash: string | undefined
  secret: string
}

export type Verdict =
  | { kind: 'right' }
  | { kind: 'wrong'; attemptsLeft: number }
  /** It was not looked at. */
  | { kind: 'blocked'; retryAfterSeconds: number }

/**
 * Checks a password that several people share. Guesses are counted for the thing from this network, for
 * this network and for the thing; why it is not so that one network shuts out the others:
 * docs/decisions/0028-watching.md.
 */
export async function checkSecret(ctx: Asker, asked: Secret): Promise<Verdict> {
  const network = networkOf(ctx.request.address)
  const { pair, ofNetwork, ofThing } = secretCounters(ctx.keys, asked, network)
  return inTurn(`${asked.kind} ${network}`, async () => {
    const now = ctx.clock.now()
    const attempt = await ctx.guesses.count([pair, ofNetwork, ofThing], now)
    if (!attempt.isCounted) {
      return { kind: 'blocked', retryAfterSeconds: secondsUntilFree(attempt, now) }
    }
    if (!(await verifyPassword(asked.hash, asked.secret))) {
      return { kind: 'wrong', attemptsLeft: leftAfter(attempt) }
    }
    await ctx.guesses.forgive(attempt, pair.key)
    return { kind: 'right' }
  })
}

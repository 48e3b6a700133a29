import fc from 'fast-check'
import { rawCall } from '#harness'
import { problemWith } from './answer.ts'
import type { JsonSchema } from './nearly-valid.ts'
import { inputsFor } from './spoilt.ts'

export interface Target {
  url: string
  path: string
  schema: JsonSchema
  /** The reasons that it says it may answer. */
  reasons: readonly string[]
}

/** Somebody who sends garbage. */
export interface Sender {
  secret?: string
  /** After a call that may have ended the session. */
  renew?(): Promise<void>
}

export interface Tally {
  calls: number
  /** Of those, how many were valid after all. */
  done: number
  slowestMs: number
}

const TOO_SLOW_MS = 1_000

/** Sends `numRuns` generated inputs, as each sender. Throws the smallest that went wrong, and why. */
export async function bombard(
  target: Target,
  senders: Sender[],
  options: { numRuns: number; endOnFailure?: boolean },
): Promise<Tally> {
  const tally: Tally = { calls: 0, done: 0, slowestMs: 0 }
  const property = fc.asyncProperty(inputsFor(target.schema), async (input) => {
    for (const sender of senders) {
      const problem = await problemOf(target, sender, input, tally)
      if (problem) throw new Error(`${target.path} ${problem}`)
    }
  })
  await fc.assert(property, options)
  return tally
}

async function problemOf(
  target: Target,
  sender: Sender,
  input: unknown,
  tally: Tally,
): Promise<string | undefined> {
  const ask = () => timed(() => rawCall(target.url, target.path, input, sender))
  let { answer, ms } = await ask()
  // A busy machine may hold anything up once.
  if (ms > TOO_SLOW_MS) ({ answer, ms } = await ask())
  if (answer.status === 200) await sender.renew?.()
  tally.calls++
  tally.slowestMs = Math.max(tally.slowestMs, ms)
  if (answer.status === 200) tally.done++
  if (ms > TOO_SLOW_MS) return `took ${Math.round(ms)} ms`
  return problemWith(answer, target.reasons)
}

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const started = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - started }
}

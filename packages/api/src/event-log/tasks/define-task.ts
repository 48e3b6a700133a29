import type { Services } from '../../context.ts'

export interface Task {
  id: number
  dedupeKey: string
  subject: string
  payload: object
  /** This attempt's number, from 1. */
  attempt: number
  signal: AbortSignal
}

/** A kind of work on the outside world. */
export interface TaskKind {
  readonly kind: string
  /** Seconds to wait before each further attempt; after the last one the task has failed. */
  readonly backOffSeconds: readonly number[]
  /** An attempt is ended after this time. */
  readonly withinMs: number
  /** Does it; answers what came of it, in a few words. Throws AttemptFailed and GiveUp. */
  perform(services: Services, task: Task): Promise<string>
}

/** Thrown by `perform`: it did not work this time. What it says is kept as the outcome. */
export class AttemptFailed extends Error {
  override readonly name = 'AttemptFailed'
}

/** Thrown by `perform`: no further attempt would help. What it says is kept as the outcome. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp'
}

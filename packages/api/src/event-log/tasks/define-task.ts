import type { Writer } from '@larder/db'
import type { Services } from '../../context.ts'

/** What is to be done. */
export interface PlannedWork {
  id: number
  dedupeKey: string
  subject: string
  payload: object
}

/** An attempt at it. */
export interface Task extends PlannedWork {
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
  /** Whether the payload names people: then it is forgotten as soon as it is done. */
  readonly isPersonal?: boolean
  /** Attempts that run at once in one process; left out: many. */
  readonly mostAtOnce?: number
  /**
   * Whether a claim is prolonged while an attempt runs: should its process be killed, another one need
   * not wait for as long as an attempt may last. Who sleeps may lose it, and finds its result unwanted.
   */
  readonly isProlonged?: boolean
  /** Does it; answers what came of it, in a few words. Throws AttemptFailed and GiveUp. */
  perform(services: Services, task: Task): Promise<string>
  /** Called in the transaction that writes down that no attempt is left, with the last one's outcome. */
  gaveUp?(services: Services, db: Writer, task: PlannedWork, outcome: string): Promise<void>
}

/** Thrown by `perform`: it did not work this time. What it says is kept as the outcome. */
export class AttemptFailed extends Error {
  override readonly name = 'AttemptFailed'
}

/** Thrown by `perform`: no further attempt would help. What it says is kept as the outcome. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp'
}

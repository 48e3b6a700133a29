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
  /** Does it; answers what came of it, in a few words. Throws when it must be tried again. */
  perform(services: Services, task: Task): Promise<string>
}

/** Thrown by `perform`: no further attempt would help. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp'
}

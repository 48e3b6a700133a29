import type { Writer } from '@larder/db'
import type { z } from 'zod'
import type { Services } from '../../context.ts'

/** What a kind of work is called, and what is stored with it until it is done: all that planning takes. */
export interface Work<Payload extends object = object> {
  /** Stands in stored tasks: never renamed. */
  readonly kind: string
  /** Reads what is stored. What older versions planned has to fit too. */
  readonly payload: z.ZodType<Payload>
}

/** What is to be done. */
export interface PlannedWork<Payload> {
  id: number
  dedupeKey: string
  subject: string
  payload: Payload
}

/** An attempt at it. */
export interface Task<Payload = unknown> extends PlannedWork<Payload> {
  /** This attempt's number, from 1. */
  attempt: number
  signal: AbortSignal
}

interface Terms {
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
}

interface Definition<Payload extends object> extends Work<Payload>, Terms {
  /** Does it; answers what came of it, in a few words. Throws AttemptFailed and GiveUp. */
  perform(services: Services, task: Task<Payload>): Promise<string>
  /** Called in the transaction that writes down that no attempt is left, with the last one's outcome. */
  gaveUp?(
    services: Services,
    db: Writer,
    task: PlannedWork<Payload>,
    outcome: string,
  ): Promise<void>
}

/** A kind of work on the outside world, whose payloads are given as they are stored. */
export interface TaskKind<Payload extends object = object> extends Work<Payload>, Terms {
  perform(services: Services, task: Task<string>): Promise<string>
  gaveUp(services: Services, db: Writer, task: PlannedWork<string>, outcome: string): Promise<void>
}

/**
 * Defines a kind of task; list it in `task-kinds.ts`. A stored payload that does not fit fails the task
 * for good, for it would not fit the next time either: an operator sees why, and can have it tried again
 * by a version that reads it. Nothing else is done then, for nobody knows to what.
 */
export function defineTask<Payload extends object>({
  perform,
  gaveUp,
  ...kind
}: Definition<Payload>): TaskKind<Payload> {
  return {
    ...kind,
    async perform(services, task) {
      const payload = readPlanned(kind.payload, fromJson(task.payload))
      return perform(services, { ...task, payload })
    },
    async gaveUp(services, db, task, outcome) {
      if (!gaveUp) return
      const { data: payload } = kind.payload.safeParse(fromJson(task.payload))
      if (payload) await gaveUp(services, db, { ...task, payload }, outcome)
    },
  }
}

/** Reads what was stored with a task. Throws GiveUp, which repeats nothing of it: it may name people. */
export function readPlanned<Schema extends z.ZodType>(
  schema: Schema,
  stored: unknown,
): z.output<Schema> {
  const { data, error } = schema.safeParse(stored)
  if (!error) return data
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`)
  throw new GiveUp(`This version of Larder cannot read what was planned: ${issues.join('; ')}.`)
}

/** Itself, which fits no payload, where it is damaged. */
function fromJson(stored: string): unknown {
  try {
    return JSON.parse(stored)
  } catch {
    return stored
  }
}

/** Thrown by `perform`: it did not work this time. What it says is kept as the outcome. */
export class AttemptFailed extends Error {
  override readonly name = 'AttemptFailed'
}

/** Thrown by `perform`: no further attempt would help. What it says is kept as the outcome. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp'
}

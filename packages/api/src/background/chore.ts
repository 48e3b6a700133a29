import type { Services } from '../context.ts'

/** What a server looks after now and then. Several processes may do so at once. */
export interface Chore {
  /** What it is, for those who read that it failed. */
  readonly what: string
  readonly everyMs: number
  /**
   * Does what is due; stops between two steps once `signal` says so. What fails of it is told to
   * `onFailure`, and holds up nothing else.
   */
  perform(services: Services, circumstances: ChoreCircumstances): Promise<void>
}

export interface ChoreCircumstances {
  signal: AbortSignal
  onFailure: (what: string, error: unknown) => void
}

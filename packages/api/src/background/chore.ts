import type { Services } from '../context.ts'

/** How often servers look for what is over and in nobody's way. */
export const TIDIED_EVERY_MS = 600_000

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

export interface ChoreCircumstances extends ChoreReports {
  signal: AbortSignal
}

export interface ChoreReports {
  onFailure: (what: string, error: unknown) => void
  /** Told of what operators may ask about later, in figures. */
  onDone?: ((what: string, figures: Record<string, number>) => void) | undefined
}

import type { Services } from './context.ts'

/** What a server looks after now and then. Several processes may do so at once. */
export interface Chore {
  /** What it is, for those who read that it failed. */
  readonly what: string
  readonly everyMs: number
  /** Does what is due; stops between two steps once `signal` says so. */
  perform(services: Services, signal: AbortSignal): Promise<void>
}

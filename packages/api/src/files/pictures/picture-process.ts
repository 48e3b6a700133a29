import type { Outcome, Work } from './child/work.ts'
import { StartedChild } from './started-child.ts'

/** For one picture, however busy the machine is; the start of the process included. */
const TIME_LIMIT_MS = 20_000
/** It goes when no picture came for so long. */
const IDLE_MS = 15_000

/**
 * The process that decodes pictures, one at a time. It starts with the first one, and ends when it is
 * idle, has crashed, is too slow, or has kept too much memory; the next picture starts another.
 */
export class PictureProcess {
  #child: StartedChild | undefined
  #idle: NodeJS.Timeout | undefined

  /** Decodes a picture. Call it again only when the last one is done. */
  async decode(work: Work): Promise<Outcome> {
    clearTimeout(this.#idle)
    const child = this.#child?.isAlive ? this.#child : new StartedChild()
    this.#child = child
    child.isAwaited = true
    const { outcome, isTired } = await child.decode(work, TIME_LIMIT_MS)
    if (isTired) this.#end()
    else this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref()
    child.isAwaited = false
    return outcome
  }

  #end(): void {
    this.#child?.kill()
    this.#child = undefined
  }
}

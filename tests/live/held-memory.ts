import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { freePort } from '../harness/free-port.ts'

const LOOKED_EVERY_MS = 500
/** So many times in a row it has to be idle: it may have waited for its database in between. */
const TIMES = 3
/** The part of the time in which a server does what it does when nobody asks anything of it. */
const IDLE = 0.1

/** How a process is started so that it can be asked what it holds, and asking it. */
export interface HeldMemory {
  settings: { NODE_OPTIONS: string; HELD_MEMORY_PORT: string }
  /**
   * Bytes that a process cannot do without once it has nothing to do any more. What the system gave it
   * says little about that: garbage stays until it gets in the way, and freed memory stays the process's.
   */
  atRest(): Promise<number>
}

/** Has to be asked for before the process is started. */
export async function heldMemory(): Promise<HeldMemory> {
  const port = await freePort()
  const meter = pathToFileURL(join(import.meta.dirname, 'held-memory-meter.ts')).href
  const ask = async (what: 'busy' | 'held') => {
    const answer = await fetch(`http://127.0.0.1:${port}/${what}`)
    return Number(await answer.text())
  }
  return {
    settings: {
      NODE_OPTIONS: `--expose-gc --import=${meter}`,
      HELD_MEMORY_PORT: String(port),
    },
    async atRest() {
      await ask('busy')
      for (let idle = 0; idle < TIMES; ) {
        await sleep(LOOKED_EVERY_MS)
        idle = (await ask('busy')) < IDLE ? idle + 1 : 0
      }
      return ask('held')
    },
  }
}

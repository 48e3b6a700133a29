import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { findExecutable } from '../find-executable.ts'
import { startKeeper } from '../start-keeper.ts'
import { programs } from './cluster.ts'
import { descendants } from './descendants.ts'

/** A server that a test may stop and kill, because nobody else uses it. It goes with the test's process. */
export interface OwnS3 {
  /** For `STORAGE_URL`. */
  url: string
  /** To the process that answers: SIGSTOP, SIGCONT, and SIGKILL, after which another one comes. */
  signal(signal: NodeJS.Signals): void
  /** Resolves once it answers again. */
  answers(): Promise<void>
}

/** Whether there is use for such a server here, and one can be had. */
export const canStartS3 =
  inject('s3Url') !== undefined && programs.every((name) => findExecutable(name) !== undefined)

export async function startOwnS3(): Promise<OwnS3> {
  const before = gateways()
  const started = await startKeeper(`${import.meta.dirname}/throwaway-server.ts`)
  if ('missing' in started) throw new Error(`There is no server: ${started.missing}.`)
  const endpoint = new URL(started.url).searchParams.get('endpoint') ?? ''
  return {
    url: started.url,
    signal(signal) {
      for (const id of gateways()) if (!before.includes(id)) process.kill(Number(id), signal)
    },
    async answers() {
      for (;;) {
        const answer = await fetch(endpoint, { signal: AbortSignal.timeout(500) }).catch(() => {})
        if (answer) return void (await answer.body?.cancel())
        await sleep(50)
      }
    },
  }
}

/** Those of this process. */
function gateways(): string[] {
  return descendants(process.pid).filter((id) =>
    readFileSync(`/proc/${id}/comm`, 'utf8').startsWith('radosgw'),
  )
}

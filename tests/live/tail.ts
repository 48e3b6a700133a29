import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { afterwards } from '#harness'
import type { LogEvent } from './collect.ts'

const command = join(import.meta.dirname, '../../apps/cli/dist/larder.mjs')

/** `larder events tail --json`, in a process of its own. */
export interface Tail {
  /** What it has printed so far, whole lines only. */
  events(): LogEvent[]
  /** What it said to people. */
  remarks(): string
  /** Waits until it has printed an event of which this is true. */
  until(isIt: (event: LogEvent) => boolean): Promise<void>
  kill(signal: NodeJS.Signals): Promise<unknown>
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
}

/** Starts it as somebody. */
export function startTail(server: { url: string }, token: string, ...args: string[]): Tail {
  const child = spawn(process.execPath, [command, 'events', 'tail', '--json', ...args], {
    env: {
      PATH: process.env['PATH'],
      LARDER_URL: server.url,
      LARDER_TOKEN: token,
      LARDER_CONFIG: join(inject('temporaryDirectory'), 'nobody.json'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [printed, said] = ['', '']
  child.stdout.on('data', (text) => (printed += text))
  child.stderr.on('data', (text) => (said += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  afterwards(() => child.kill('SIGKILL'))
  const events = () =>
    printed
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogEvent)
  return {
    events,
    remarks: () => said,
    async until(isIt) {
      for (let attempt = 0; !events().some(isIt); attempt++) {
        if (attempt === 400) throw new Error(`It printed ${events().length} events: ${said}`)
        await sleep(25)
      }
    },
    kill(signal) {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

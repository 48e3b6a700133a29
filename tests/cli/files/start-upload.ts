import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterwards } from '#harness'
import type { Ended } from '../../server/run-to-end.ts'
import type { Shell } from '../shell.ts'

const command = join(import.meta.dirname, '../../../apps/cli/dist/larder.mjs')

/** `larder files upload`, in a process of its own. */
export interface Upload {
  ended: Promise<Ended>
  kill(signal: NodeJS.Signals): Promise<Ended>
}

/** Starts it over some line, as whoever that token is. */
export function startUpload(
  { directory, settings }: Shell,
  { url, token }: { url: string; token: string },
  ...args: string[]
): Upload {
  const child = spawn(process.execPath, [command, 'files', 'upload', ...args], {
    cwd: directory,
    env: { ...settings, LARDER_URL: url, LARDER_TOKEN: token, LARDER_RETRIES: '2' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterwards(() => child.kill('SIGKILL'))
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }),
  )
  return {
    ended,
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What a program left behind. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

interface Options {
  /** Beside the few variables that any program needs. */
  settings?: Record<string, string | undefined>
  input?: string
  cwd?: string
}

const servers = join(import.meta.dirname, '../../apps/server')

/** Runs one of the server's programs, `bin/larder-server.mjs` or `src/admin.ts`, to its end. */
export function runServerProgram(file: string, args: string[], options?: Options): Promise<Ended> {
  return runToEnd(process.execPath, [join(servers, file), ...args], options)
}

/** Runs any program to its end. */
export async function runToEnd(
  program: string,
  args: string[],
  { settings = {}, input = '', cwd }: Options = {},
): Promise<Ended> {
  const { PATH, HOME, TZ } = process.env
  const child = spawn(program, args, { env: { PATH, HOME, TZ, ...settings }, cwd })
  // It may end without having read it.
  child.stdin.on('error', () => {}).end(input)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, stdout, stderr }
}

import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const canPin = spawnSync('taskset', ['-c', '1', 'true']).status === 0

/** Whether server and load each have a core of their own; if not, figures say less. */
export const pinned = canPin

// What the server begins anew with, for the bare route too, so that both are treated alike.
const ENGINE = [
  '--max-semi-space-size=1',
  '--heap-growing-percent=20',
  '--incremental-marking-hard-trigger=40',
  '--no-concurrent-recompilation',
  '--no-maglev',
  '--no-sparkplug',
]

/** Starts a Node process, on one core if the machine lets us. */
export function start(
  core: 0 | 1,
  script: string,
  args: string[] = [],
  env: Record<string, string> = {},
  options: string[] = ENGINE,
): ChildProcess {
  const node = [process.execPath, ...options, resolve(import.meta.dirname, script), ...args]
  const [command = '', ...rest] = canPin ? ['taskset', '-c', String(core), ...node] : node
  return spawn(command, rest, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
}

/** Ends a process and waits until it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

/** CPU time that a process has used, in microseconds. Linux only. */
export function cpuMicroseconds(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const ticks = Number(fields[11]) + Number(fields[12])
  return ticks * 10_000
}

/** Resident memory of a process, in megabytes. Linux only. */
export function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

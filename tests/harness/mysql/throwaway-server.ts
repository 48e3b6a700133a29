import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../free-port.ts'
import type { Command } from './commands.ts'
import { initialise, serve } from './commands.ts'
import { findServerBinary } from './find-binary.ts'

// A program: it starts a private database server, prints its URL, and keeps it for as long as its
// standard input is open. Whatever ends the tests (Ctrl-C, a crash, kill -9) closes that, so that
// neither the server nor its files outlive them.

const READY_WITHIN_MS = 60_000

const directory = mkdtempSync(join(tmpdir(), 'larder-mysql-'))
let running: ChildProcess | undefined
let said = ''

process.stdin.resume().once('close', () => end(0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))

try {
  const binary = findServerBinary()
  if (!binary) throw new Error('There is neither a mariadbd nor a mysqld on this machine.')
  await finished(run(initialise(binary, directory)))
  const port = await freePort()
  const ended = finished(run(serve(binary, directory, port)))
  const url = `mysql://root@127.0.0.1:${port}`
  await Promise.race([ended, answering(url)])
  console.log(url)
  await ended
  throw new Error('The server ended by itself.')
} catch (error) {
  const why = said.split('\n').findLast((line) => /error/i.test(line)) ?? ''
  console.error(`${error instanceof Error ? error.message : error} ${why}`)
  end(1)
}

function run({ program, options }: Command): ChildProcess {
  // A group of its own: the installer is a script that runs the server.
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  running = child
  said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => (said = (said + text).slice(-10_000)))
  }
  return child
}

async function finished(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${child.spawnfile} ended with code ${code}.`)
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    try {
      const connection = await createConnection(url)
      return await connection.end()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}

/** No farewell: what the server still held in memory is thrown away like the rest. */
function end(code: number): void {
  try {
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
  process.exit(code)
}

import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findExecutable } from '../find-executable.ts'
import { freePort } from '../free-port.ts'
import { makeBucket } from './bucket.ts'
import type { Cluster, Command } from './cluster.ts'
import {
  configuration,
  makeMonitor,
  makeStore,
  makeUser,
  runGateway,
  runMonitor,
  runStore,
} from './cluster.ts'

// A program: it starts a private S3-compatible server with one bucket, prints its URL, and keeps it for
// as long as its standard input is open. Whatever ends the tests (Ctrl-C, a crash, kill -9) closes that,
// so that neither the processes nor their files outlive them.

const READY_WITHIN_MS = 60_000

const directory = mkdtempSync(join(tmpdir(), 'larder-s3-'))
const running = new Set<ChildProcess>()
const environment = { ...process.env, CEPH_CONF: join(directory, 'ceph.conf') }
let said = ''

process.stdin.resume().once('close', () => end(0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))

try {
  const cluster: Cluster = {
    directory,
    id: randomUUID(),
    monitorPort: await freePort(),
    gatewayPort: await freePort(),
    accessKey: randomBytes(10).toString('hex').toUpperCase(),
    // With what has to be encoded in a URL.
    secretKey: `${randomBytes(20).toString('base64')}/+@`,
  }
  writeFileSync(environment.CEPH_CONF, configuration(cluster))
  for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(directory, name))
  await finishAll(makeMonitor(cluster))
  const servers = [keep(runMonitor)]
  await finishAll(makeStore(cluster))
  servers.push(keep(runStore), keep(runGateway))
  const ended = Promise.race(servers)
  await Promise.race([ended, answering(`http://127.0.0.1:${cluster.gatewayPort}`)])
  await Promise.race([ended, finishAll([makeUser(cluster)])])
  console.log(await makeBucket(cluster))
  await ended
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error} ${said.trim().slice(-500)}`)
  end(1)
}

async function finishAll(commands: Command[]): Promise<void> {
  for (const command of commands) {
    const child = run(command)
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`${command.program} ended with code ${code}.`)
  }
}

/** Never resolves: a server has no reason to end. One that a test kills comes back. */
async function keep(command: Command): Promise<never> {
  for (;;) {
    const [code, signal] = await once(run(command), 'close')
    if (signal !== 'SIGKILL') throw new Error(`${command.program} ended with code ${code}.`)
  }
}

function run({ program, options }: Command): ChildProcess {
  const child = spawn(findExecutable(program) ?? program, options, {
    cwd: directory,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('close', () => running.delete(child))
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => (said = (said + text).slice(-10_000)))
  }
  return child
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    try {
      await (await fetch(url)).body?.cancel()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}

/** No farewell: everything is thrown away. */
function end(code: number): void {
  for (const child of running) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
  process.exit(code)
}

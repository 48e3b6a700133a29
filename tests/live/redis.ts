import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { findExecutable } from '#harness'

/** A Redis that can be used: that of `REDIS_URL`, or of this machine; undefined when there is none. */
export async function reachableRedis(): Promise<string | undefined> {
  const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379'
  const { hostname, port } = new URL(url)
  return (await answers(hostname, Number(port || 6379))) ? url : undefined
}

/** A Redis that may be stopped; undefined where there is no program for it. */
export async function ownRedis() {
  const program = findExecutable('redis-server')
  if (program === undefined) return undefined
  const port = await freePort()
  let child: ReturnType<typeof spawn> | undefined
  const redis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(program, ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
        stdio: 'ignore',
      })
      while (!(await answers('127.0.0.1', port))) await sleep(20)
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
  await redis.start()
  return redis
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(1_000, () => end(false))
    socket.once('error', () => end(false))
    socket.once('connect', () => socket.write('PING\r\n'))
    // An older one, or one with a password, answers something else, but answers.
    socket.once('data', (answer) => end(answer.toString().startsWith('+PONG')))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

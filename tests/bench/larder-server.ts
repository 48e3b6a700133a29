import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { start } from './processes.ts'

export interface Server {
  child: ChildProcess
  port: number
}

/** The real server on the database in `folder`, without rate limits, logging only warnings. */
export async function startLarder(folder: string, synchronous: string): Promise<Server> {
  const port = await freePort()
  const settings = {
    LARDER_DATA: folder,
    LARDER_PORT: String(port),
    LARDER_LOG_LEVEL: 'warn',
    LARDER_RATE_PER_MINUTE: '0',
    LARDER_RATE_PER_DAY: '0',
    LARDER_SQLITE_SYNCHRONOUS: synchronous,
  }
  // It brings its own options, as when an operator starts it.
  const child = start(0, '../../apps/server/bin/larder-server.mjs', [], settings, [])
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
    if (ready?.ok) return { child, port }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the server did not become ready within 10 s')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

// The load: a fixed number of connections, each sending its next request when the answer is in.
// It speaks HTTP over bare sockets, because a full client on one core would be slower than the
// servers it is to measure. Started by bench with its job as the first message.

import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'

export interface Job {
  port: number
  path: string
  token: string
  /** Bodies to send in turn. */
  bodies: string[]
  connections: number
  seconds: number
  /** Whether each request carries an idempotency key of its own. */
  keyed: boolean
}

export interface LoadResult {
  requests: number
  seconds: number
  p50Microseconds: number
}

process.once('message', (job: Job) => {
  drive(job).then(
    (result) => process.send?.(result, undefined, undefined, () => process.exit(0)),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function drive(job: Job): Promise<LoadResult> {
  const latencies: number[] = []
  const started = performance.now()
  const until = started + job.seconds * 1000
  await Promise.all(
    Array.from({ length: job.connections }, (_, i) => converse(job, i, until, latencies)),
  )
  latencies.sort((a, b) => a - b)
  return {
    requests: latencies.length,
    seconds: (performance.now() - started) / 1000,
    p50Microseconds: Math.round((latencies[latencies.length >> 1] ?? 0) * 1000),
  }
}

function converse(job: Job, index: number, until: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: job.port, noDelay: true })
    let turn = index * 7919
    let sentAt = 0
    let received = ''
    socket.setEncoding('latin1')
    socket.once('connect', send)
    socket.once('error', reject)
    socket.on('data', (chunk: string) => {
      received += chunk
      if (!isWhole(received)) return
      if (!received.startsWith('HTTP/1.1 200')) {
        reject(new Error(`unexpected answer: ${received.slice(0, 600)}`))
        return
      }
      received = ''
      const now = performance.now()
      latencies.push(now - sentAt)
      if (now < until) send()
      else socket.end(resolve)
    })

    function send(): void {
      const body = job.bodies[turn++ % job.bodies.length] ?? ''
      const key = job.keyed ? `idempotency-key: ${randomUUID()}\r\n` : ''
      sentAt = performance.now()
      socket.write(
        `POST ${job.path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${job.token}\r\n` +
          `content-type: application/json\r\n${key}content-length: ${body.length}\r\n\r\n${body}`,
      )
    }
  })
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /content-length: (\d+)/i.exec(answer.slice(0, head))?.[1]
  if (length === undefined) throw new Error(`no content-length in ${answer.slice(0, head)}`)
  return answer.length >= head + 4 + Number(length)
}

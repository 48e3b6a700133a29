// The load of downloads: so many connections, each asking for the next bytes when it has the last ones. It
// counts bytes on bare sockets and looks at none of them. Started by bench with its job as the first message.

import { connect } from 'node:net'

export interface DownloadJob {
  port: number
  path: string
  token: string
  /** Bytes of the file, and of each range; NULL: all of it at once. */
  size: number
  range: number | null
  connections: number
  seconds: number
}

export interface DownloadResult {
  requests: number
  bytes: number
  seconds: number
}

process.once('message', (job: DownloadJob) => {
  drive(job).then(
    (result) => process.send?.(result, undefined, undefined, () => process.exit(0)),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function drive(job: DownloadJob): Promise<DownloadResult> {
  const started = performance.now()
  const until = started + job.seconds * 1_000
  const counts = await Promise.all(
    Array.from({ length: job.connections }, (_, index) => take(job, index, until)),
  )
  const requests = counts.reduce((sum, count) => sum + count, 0)
  return {
    requests,
    bytes: requests * (job.range ?? job.size),
    seconds: (performance.now() - started) / 1_000,
  }
}

/** Answers how many answers came whole. */
function take(job: DownloadJob, index: number, until: number): Promise<number> {
  const { range, size } = job
  const ranges = range === null ? 1 : Math.floor(size / range)
  return new Promise((resolve, reject) => {
    const into = Buffer.allocUnsafe(1_024 * 1_024)
    let turn = index * 7_919
    let left = 0
    let count = 0
    const socket = connect({
      host: '127.0.0.1',
      port: job.port,
      noDelay: true,
      onread: { buffer: into, callback: (length) => received(length) },
    })
    socket.once('connect', send)
    socket.once('error', reject)

    function received(length: number): boolean {
      if (left === 0) {
        const head = into.toString('latin1', 0, Math.min(length, 4_096))
        const headLength = head.indexOf('\r\n\r\n') + 4
        const status = range === null ? '200' : '206'
        if (!head.startsWith(`HTTP/1.1 ${status}`)) {
          reject(new Error(`unexpected answer: ${head.slice(0, 600)}`))
          return false
        }
        left = Number(/content-length: (\d+)/i.exec(head)?.[1]) - (length - headLength)
      } else left -= length
      if (left > 0) return true
      count++
      if (performance.now() < until) send()
      else socket.end(() => resolve(count))
      return true
    }

    function send(): void {
      const start = (turn++ % ranges) * (range ?? 0)
      const asked = range === null ? '' : `range: bytes=${start}-${start + range - 1}\r\n`
      socket.write(
        `GET ${job.path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${job.token}\r\n${asked}\r\n`,
      )
    }
  })
}

import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLarder, memorySession } from '@larder/sdk'
import { startLarder } from './larder-server.ts'
import { residentMegabytes, start, stop } from './processes.ts'

/** `UPLOAD_MB=200 npm run bench -- uploads` for a quick look. */
const MEGABYTES = Number(process.env['UPLOAD_MB'] ?? 2_048)
const ROUNDS = Number(process.env['UPLOAD_ROUNDS'] ?? 5)
const LEAST_RATIO = 0.85
const MOST_EXTRA_MB = 32

/** One large PUT over loopback, beside a bare server that hashes and writes as well: speed and memory. */
export async function benchUploads(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  const bare = start(0, 'bare-upload-server.ts', [folder])
  const larder = await startLarder(folder, 'FULL')
  try {
    const [{ port }] = (await once(bare, 'message')) as [{ port: number }]
    const ada = createLarder({ url: `http://127.0.0.1:${larder.port}`, session: memorySession() })
    const email = 'ada@example.org'
    const account = { email, password: 'the password of ada', displayName: 'ada' }
    const { session } = await ada.accounts.register(account)
    const headers = { authorization: `Bearer ${session}` }
    const path = '/files?name=large.bin&as=file'
    const ratios: Record<'bare' | 'flushed', number[]> = { bare: [], flushed: [] }
    let mostExtra = 0
    await put(larder.port, path, headers, 16)
    for (let round = 1; round <= ROUNDS; round++) {
      const plain = await put(port, '/', {}, MEGABYTES)
      const before = residentMegabytes(larder.child)
      let peak = before
      const watch = setInterval(() => {
        peak = Math.max(peak, residentMegabytes(larder.child))
      }, 20)
      const ours = await put(larder.port, path, headers, MEGABYTES)
      clearInterval(watch)
      const flushed = await put(port, '/?sync', {}, MEGABYTES)
      mostExtra = Math.max(mostExtra, peak - before)
      ratios.bare.push(plain / ours)
      ratios.flushed.push(flushed / ours)
      const speeds = [plain, flushed, ours].map((seconds) => Math.round(MEGABYTES / seconds))
      console.log(
        `round ${round}: bare ${speeds[0]} MB/s, bare and flushed to disk ${speeds[1]}, Larder ${speeds[2]}; ${before} MB resident before, ${peak} at most`,
      )
    }
    const [ratio, overFlushed] = [median(ratios.bare), median(ratios.flushed)]
    console.log(
      `${MEGABYTES} MB: ${ratio.toFixed(2)} of the bare server (goal ${LEAST_RATIO}), ${overFlushed.toFixed(2)} of one that flushes to disk as well; ${mostExtra} MB more memory (goal ${MOST_EXTRA_MB})`,
    )
    return ratio >= LEAST_RATIO && mostExtra <= MOST_EXTRA_MB
  } finally {
    await stop(bare)
    await stop(larder.child)
    rmSync(folder, { recursive: true })
  }
}

/** Sends so many megabytes, which nobody sent before. Answers how many seconds that took. */
async function put(
  port: number,
  path: string,
  headers: Record<string, string>,
  megabytes: number,
): Promise<number> {
  const piece = Buffer.alloc(1_024 * 1_024, `${Math.random()}`)
  const started = performance.now()
  const sending = request({
    ...{ host: '127.0.0.1', port, path, method: 'PUT' },
    headers: { ...headers, 'content-length': megabytes * piece.length },
  })
  const answered = once(sending, 'response')
  for (let sent = 0; sent < megabytes; sent++) {
    if (!sending.write(piece)) await once(sending, 'drain')
  }
  sending.end()
  const [response] = await answered
  for await (const _ of response);
  if (response.statusCode >= 300) throw new Error(`Answered ${response.statusCode}.`)
  return (performance.now() - started) / 1_000
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { openDatabase } from '@larder/db'
import { createLarder, memorySession } from '@larder/sdk'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import type { DownloadJob, DownloadResult } from './download-load.ts'
import type { Server } from './larder-server.ts'
import { startLarder } from './larder-server.ts'
import { cpuMicroseconds, residentMegabytes, start, stop } from './processes.ts'

const MEGABYTE = 1_000_000
const SIZE = 500 * MEGABYTE
const GOAL = 0.9
const ROUNDS = Number(process.env['ROUNDS'] ?? 9)
const WARM_UP = 2

const cases: { name: string; range: number | null; connections: number; seconds: number }[] = [
  { name: 'ranges of 1 MB', range: MEGABYTE, connections: 8, seconds: 1.5 },
  { name: 'all 500 MB', range: null, connections: 1, seconds: 1 },
]

interface Turn {
  megabytesPerSecond: number
  cpuPerMegabyte: number
  megabytes: number
}

/**
 * Downloads from our server and from a bare handler, in turns, of the same bytes: of a file, or of a private
 * video, which only its owner may watch. Prints the ratios.
 */
export async function benchDownloads(as: 'file' | 'video'): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  try {
    const larder = await startLarder(folder, 'FULL')
    const { id, token } = await uploadLarge(larder)
    const path = as === 'file' ? `/files/${id}` : await asVideo(folder, id)
    const [stored = ''] = globSync(join(folder, 'blobs/*/*'))
    const floor = await startFloor(stored)
    try {
      return await compare({ larder, floor, path, token })
    } finally {
      await Promise.all([stop(larder.child), stop(floor.child)])
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(servers: {
  larder: Server
  floor: Server
  path: string
  token: string
}): Promise<boolean> {
  const { larder, floor, path, token } = servers
  let reached = true
  for (const test of cases) {
    const job = { ...test, path, token, size: SIZE }
    const ratios: number[] = []
    const cpu: number[] = []
    let ours: Turn | undefined
    let bare: Turn | undefined
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      // Whoever comes first in a round has it no better.
      if (round % 2 === 0) bare = await measure(floor, job)
      ours = await measure(larder, job)
      if (round % 2 === 1) bare = await measure(floor, job)
      if (round < WARM_UP || !bare) continue
      ratios.push(ours.megabytesPerSecond / bare.megabytesPerSecond)
      cpu.push(bare.cpuPerMegabyte / ours.cpuPerMegabyte)
    }
    if (!ours || !bare) continue
    const ratio = quantile(ratios, 0.5)
    reached &&= ratio >= GOAL
    console.log(
      `${test.name.padEnd(15)} ratio ${ratio.toFixed(2)} (${quantile(ratios, 0.1).toFixed(2)} to ${quantile(ratios, 0.9).toFixed(2)}, goal ${GOAL})` +
        `  of CPU time ${quantile(cpu, 0.5).toFixed(2)}  ours ${line(ours)}  bare ${line(bare)}`,
    )
  }
  return reached
}

function quantile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * values.length)] ?? 0
}

function line({ megabytesPerSecond, cpuPerMegabyte, megabytes }: Turn): string {
  return `${Math.round(megabytesPerSecond)} MB/s, ${Math.round(cpuPerMegabyte)} us CPU a MB, ${megabytes} MB`
}

async function measure(server: Server, job: Omit<DownloadJob, 'port'>): Promise<Turn> {
  const before = cpuMicroseconds(server.child)
  const load = start(1, 'download-load.ts')
  load.send({ ...job, port: server.port })
  const [result] = (await Promise.race([
    once(load, 'message'),
    once(load, 'exit').then(() => Promise.reject(new Error('the load ended early'))),
  ])) as [DownloadResult]
  const megabytes = result.bytes / MEGABYTE
  return {
    megabytesPerSecond: megabytes / result.seconds,
    cpuPerMegabyte: (cpuMicroseconds(server.child) - before) / megabytes,
    megabytes: residentMegabytes(server.child),
  }
}

/** Makes a stored file the bytes of a video; answers where it is watched. */
async function asVideo(folder: string, file_id: number): Promise<string> {
  const database = openDatabase({ url: `file:${join(folder, 'larder.db')}` })
  const facts = { kind: 'video', media_type: 'video/mp4' } as const
  await database.writer.updateTable('files').set(facts).where('id', '=', file_id).execute()
  const { account_id } = await database.reader
    .selectFrom('files')
    .select('account_id')
    .where('id', '=', file_id)
    .executeTakeFirstOrThrow()
  const { id: channel_id } = await insertChannel(database, { account_id: account_id ?? 0 })
  const video = { channel_id, file_id, privacy: 'private' } as const
  const { publicId } = await insertVideo({ database }, video)
  await database.close()
  return `/videos/${publicId}/stream`
}

/** Uploads a file of random bytes; answers which it is, and with what it is read. */
async function uploadLarge({ port }: Server): Promise<{ id: number; token: string }> {
  const url = `http://127.0.0.1:${port}`
  const larder = createLarder({ url, session: memorySession() })
  const ada = { email: 'ada@example.org', password: 'the password of ada', displayName: 'ada' }
  const { session: token } = await larder.accounts.register(ada)
  if (token === null) throw new Error('registering signs in')
  const piece = randomBytes(MEGABYTE)
  const body = Readable.from(
    (async function* () {
      for (let sent = 0; sent < SIZE; sent += MEGABYTE) yield piece
    })(),
  )
  const answer = await fetch(`${url}/files?name=film&as=file`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-length': String(SIZE) },
    body,
    duplex: 'half',
  } as object)
  if (!answer.ok) throw new Error(await answer.text())
  const { id } = (await answer.json()) as { id: number }
  return { id, token }
}

async function startFloor(path: string): Promise<Server> {
  const child = start(0, 'floor-files.ts', [path])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, port }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appRouter, createRequestContext, createServices } from '@larder/api'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { createConnection } from 'mysql2/promise'
import { provideMysql } from '../harness/mysql/provide-mysql.ts'
import { seedVideos, wordAt } from './seed-videos.ts'

const VIDEOS = 100_000
const REPETITIONS = 100

/** The slowest of a hundred searches, in milliseconds. */
const GOAL_MS = 100

/** Lists and searches of 100,000 videos on both engines; prints what they take. */
export async function benchFinding(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  const mysql = await provideMysql()
  try {
    const reached = [await benchOn(`file:${join(folder, 'larder.db')}`)]
    if ('url' in mysql) {
      const connection = await createConnection(mysql.url)
      await connection.query('create database larder_bench')
      await connection.end()
      const url = new URL(mysql.url)
      url.pathname = 'larder_bench'
      reached.push(await benchOn(url.href))
    } else console.log(`MySQL was skipped: ${mysql.missing}.`)
    return reached.every(Boolean)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function benchOn(url: string): Promise<boolean> {
  const database = openDatabase({ url })
  try {
    await migrate(database)
    const began = performance.now()
    await seedVideos(database, VIDEOS)
    const seconds = (performance.now() - began) / 1_000
    console.log(`${database.engine}: ${VIDEOS} videos in ${seconds.toFixed(0)} s`)
    return await measure(database)
  } finally {
    await database.close()
  }
}

async function measure(database: Database): Promise<boolean> {
  const request = {
    id: 'bench',
    address: '127.0.0.1',
    authorization: undefined,
    idempotencyKey: undefined,
    device: '',
  }
  const context = await createRequestContext(createServices(database), request)
  const { videos } = appRouter.createCaller(context)
  const search =
    (query: string, more: object = {}) =>
    () =>
      videos.search({ query, limit: 20, ...more })
  const [common = '', frequent = '', middling = '', rare = ''] = [0, 50, 1_000, 15_000].map(wordAt)
  const cases: Record<string, () => Promise<unknown>> = {
    'a rare word': search(rare),
    'a middling word': search(middling),
    'a frequent word': search(frequent),
    'the commonest word': search(common),
    'two common words': search(`${common} ${frequent}`),
    'a common and a rare word': search(`${common} ${rare}`),
    'four frequent words': search([1, 2, 3, 4].map(wordAt).join(' ')),
    'a beginning of one letter': search('b'),
    'a beginning of two letters': search('ba'),
    'a beginning of four letters': search('baba'),
    'a common word and a beginning': search(`${common} b`),
    'a common word, newest': search(common, { sort: 'newest' }),
    'a common word, by views': search(common, { sort: 'views' }),
    'a rare word, newest': search(rare, { sort: 'newest' }),
    'a common word in a channel': search(common, { channelId: 7 }),
    'a common word with a tag': search(common, { tag: wordAt(3) }),
    'a word that is nowhere': search('zzzzz'),
  }
  let reached = true
  for (const [name, run] of Object.entries(cases)) {
    for (let i = 0; i < 3; i++) await run()
    const times: number[] = []
    for (let i = 0; i < REPETITIONS; i++) {
      const started = performance.now()
      await run()
      times.push(performance.now() - started)
    }
    times.sort((a, b) => a - b)
    const at = (part: number) => times[Math.floor(times.length * part)] ?? 0
    reached &&= at(0.99) <= GOAL_MS
    console.log(
      `  ${name.padEnd(32)} p50 ${at(0.5).toFixed(1).padStart(6)} ms  p99 ${at(0.99).toFixed(1).padStart(6)} ms`,
    )
  }
  return reached
}

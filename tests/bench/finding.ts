import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { createConnection } from 'mysql2/promise'
import { provideMysql } from '../harness/mysql/provide-mysql.ts'
import { findingCases } from './finding-cases.ts'
import { seedVideos } from './seed-videos.ts'

const VIDEOS = 100_000
const REPETITIONS = 100

/** The slowest of a hundred calls, in milliseconds. */
const GOAL_MS = 100

/** Searches, lists and rankings of 100,000 videos on both engines; prints what they take. */
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

/** Prints how long the cases with this word in their name take; answers whether all reach the goal. */
export async function measure(
  database: Database,
  word = '',
  repetitions = REPETITIONS,
): Promise<boolean> {
  const cases = Object.entries(await findingCases(database))
  let reached = true
  for (const [name, run] of cases.filter(([name]) => name.includes(word))) {
    for (let i = 0; i < 3; i++) await run()
    const times: number[] = []
    for (let i = 0; i < repetitions; i++) {
      const started = performance.now()
      await run()
      times.push(performance.now() - started)
    }
    times.sort((a, b) => a - b)
    const at = (part: number) => times[Math.floor(times.length * part)] ?? 0
    const isSlow = at(0.99) > GOAL_MS
    if (isSlow) reached = false
    console.log(
      `  ${name.padEnd(52)} p50 ${at(0.5).toFixed(1).padStart(6)} ms  p99 ${at(0.99).toFixed(1).padStart(6)} ms${isSlow ? ' !' : ''}`,
    )
  }
  return reached
}

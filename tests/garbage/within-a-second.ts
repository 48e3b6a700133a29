import { existsSync, readFileSync } from 'node:fs'
import { problemWith } from './answer.ts'

const TOO_SLOW_MS = 1_000
const LONGEST_ANSWER = 100_000

/** What came back for something large, and after how long. */
export interface Outcome {
  status: number
  body: string
  /** Without the time for which the server had to wait for a core. */
  ms: number
}

export interface Target {
  url: string
  /** Of the server. */
  pid: number
  /** A session. */
  secret: string
}

export interface Allowed {
  /** Beside those that any procedure may answer. */
  reasons?: readonly string[]
  mostMs?: number
  mostBytes?: number
}

/** Sends JSON until it is answered soon, five times at most: a busy machine may hold anything up. */
export async function send(target: Target, path: string, json: string): Promise<Outcome> {
  const outcomes: Outcome[] = []
  do outcomes.push(await sendOnce(target, path, json))
  while (outcomes.length < 5 && outcomes.every(({ ms }) => ms > TOO_SLOW_MS))
  return outcomes.reduce((best, outcome) => (outcome.ms < best.ms ? outcome : best))
}

async function sendOnce(target: Target, path: string, json: string): Promise<Outcome> {
  const { url, pid, secret } = target
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
  const [started, waitedBefore] = [performance.now(), waitedMs(pid)]
  const response = await fetch(`${url}/trpc/${path}`, { method: 'POST', headers, body: json })
  const body = await response.text()
  const ms = performance.now() - started - (waitedMs(pid) - waitedBefore)
  return { status: response.status, body, ms }
}

/** How long a process has been kept from running by others; 0 where the system does not say. */
function waitedMs(pid: number): number {
  const file = `/proc/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0
}

/** What is wrong with how something large was refused; undefined when nothing is. */
export function problemWithRefusal(
  { status, body, ms }: Outcome,
  { reasons = [], mostMs = TOO_SLOW_MS, mostBytes = LONGEST_ANSWER }: Allowed = {},
): string | undefined {
  if (status < 400) return `was answered with ${status}`
  if (ms > mostMs) return `took ${Math.round(ms)} ms`
  const size = Buffer.byteLength(body)
  if (size > mostBytes) return `was told ${size} bytes`
  return problemWith({ status, body }, reasons)
}

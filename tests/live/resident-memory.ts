import { readFileSync } from 'node:fs'

/** What a process has in memory, in bytes. Linux only. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error(`Nothing is known of process ${pid}.`)
  return Number(kilobytes) * 1_024
}

import { readdirSync, readFileSync } from 'node:fs'

/**
 * Bytes of memory that a process and its children take: what is theirs alone, and the pages of files,
 * most of which they share, as far as the one with the most of them goes. What the system says of shares
 * would depend on who else runs the same programs. Only where there is a /proc.
 */
export function memoryOf(pid: number): number {
  const parts = [pid, ...descendantsOf(pid)].map(partsOf)
  const anonymous = parts.reduce((sum, part) => sum + part.anonymous, 0)
  return anonymous + Math.max(...parts.map((part) => part.ofFiles))
}

function partsOf(pid: number): { anonymous: number; ofFiles: number } {
  const status = read(`/proc/${pid}/status`)
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1_024
  return { anonymous: bytes('RssAnon') + bytes('RssShmem'), ofFiles: bytes('RssFile') }
}

function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)])
}

/** The processes that a process started. */
export function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) => {
    const children = read(`/proc/${pid}/task/${thread}/children`).trim()
    return children === '' ? [] : children.split(' ').map(Number)
  })
}

/** Looks many times a second how far the memory of a process and its children grows beyond `before`. */
export function watchMemory(pid: number, before = memoryOf(pid)): { stop(): number } {
  let most = before
  const look = () => {
    most = Math.max(most, memoryOf(pid))
  }
  const timer = setInterval(look, 20)
  return {
    stop() {
      clearInterval(timer)
      return most - before
    },
  }
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Nothing, if the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

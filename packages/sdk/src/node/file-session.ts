import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SessionStore } from '../session/store.ts'

type Sessions = Record<string, string>

/**
 * Keeps sessions in a file that only its owner can read (mode 0600). The directory is made when the
 * first one is kept, and the file goes with the last one. Throws when the file holds something else.
 */
export function fileSession(path: string): SessionStore {
  // Synchronous, so that two log-ins at once cannot overwrite each other.
  return {
    get: (server) => read(path)[server],
    set: (server, session) => write(path, { ...read(path), [server]: session }),
    delete: (server) => {
      const { [server]: ended, ...others } = read(path)
      if (ended === undefined) return
      if (Object.keys(others).length > 0) write(path, others)
      else rmSync(path)
    },
  }
}

function read(path: string): Sessions {
  const text = readIfThere(path)
  if (text === undefined) return {}
  const sessions = parse(text)
  if (!isSessions(sessions)) {
    throw new Error(`${path} is not a file of Larder sessions. Remove it, or choose another path.`)
  }
  return sessions
}

function write(path: string, sessions: Sessions): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // A half-written file would lose every session: the new one takes the place of the old whole.
  const draft = `${path}.${randomUUID()}`
  try {
    writeFileSync(draft, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSessions(value: unknown): value is Sessions {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((session) => typeof session === 'string')
  )
}

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './settings.ts'

/** Servers forget unfinished uploads sooner. */
const KEPT_MS = 7 * 86_400_000

/** What an upload is of, and for whom. */
export interface UploadKey {
  server: string
  /** The profile, or something that stands for the access token. */
  account: string
  path: string
  size: number
  modified: number
  name: string
  kind: string | undefined
}

/** Remembers the unfinished upload of one file, so that the same command goes on with it. */
export interface BegunUpload {
  /** Its id; undefined when there is none, or another process is at it. */
  find(): string | undefined
  remember(uploadId: string): void
  forget(): void
}

/** Where the command keeps what is only good for a while. */
export function stateDirectory(environment: Environment): string {
  return join(environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'larder')
}

/** The memory of one upload: a small file of its own, so that several commands can run at once. */
export function begunUpload(environment: Environment, key: UploadKey): BegunUpload {
  const directory = join(stateDirectory(environment), 'uploads')
  const letters = createHash('sha256').update(JSON.stringify(key)).digest('hex')
  const file = join(directory, letters)
  return {
    find() {
      const [id, owner] = (readIfThere(file) ?? '').split('\n')
      return id && !isRunning(Number(owner)) ? id : undefined
    },
    remember(uploadId) {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      removeOld(directory)
      writeFileSync(file, `${uploadId}\n${process.pid}\n`, { mode: 0o600 })
    },
    forget: () => rmSync(file, { force: true }),
  }
}

function removeOld(directory: string): void {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name)
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs < Date.now() - KEPT_MS) rmSync(path, { force: true })
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

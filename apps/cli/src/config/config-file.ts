import {
  chmodSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { exitCodes } from '../exit-codes.ts'
import { Problem } from '../problem.ts'

/** A server and who somebody is there. */
export interface Profile {
  url: string
  session?: string
  token?: string
}

export interface Config {
  /** The profile that is used unless another is named. */
  profile: string
  profiles: Record<string, Profile>
}

export const DEFAULT_PROFILE = 'default'

/** Reads the configuration; a missing file is an empty one. Refuses a file that others can read. */
export function readConfig(path: string): Config {
  const text = readIfThere(path)
  if (text === undefined) return { profile: DEFAULT_PROFILE, profiles: {} }
  refuseIfOthersMayRead(path)
  const config = parse(text)
  if (!isConfig(config)) {
    throw new Problem(
      exitCodes.failed,
      `${path} is not a configuration of larder.`,
      'Correct it, or remove it and sign in again with "larder login".',
    )
  }
  return config
}

/** Writes the configuration: whole or not at all, and for its owner's eyes only. */
export function writeConfig(path: string, config: Config): void {
  const target = followLink(path)
  const draft = `${target}.${process.pid}.new`
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  writeFileSync(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
  // An older draft of a killed process keeps its own mode.
  chmodSync(draft, 0o600)
  renameSync(draft, target)
}

function refuseIfOthersMayRead(path: string): void {
  const mode = statSync(path).mode & 0o777
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new Problem(
    exitCodes.failed,
    `${path} holds your credentials and others may read it (mode ${mode.toString(8)}).`,
    `Make it yours alone: chmod 600 ${path}`,
  )
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code !== 'EISDIR') throw error
    throw new Problem(
      exitCodes.failed,
      `${path} is a directory, not a configuration file.`,
      'Name a file with LARDER_CONFIG, or leave it out.',
    )
  }
}

/** People keep such files elsewhere and link to them: the link must stay one. */
function followLink(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isConfig(value: unknown): value is Config {
  if (!isObject(value) || typeof value['profile'] !== 'string') return false
  return isObject(value['profiles']) && Object.values(value['profiles']).every(isProfile)
}

function isProfile(value: unknown): boolean {
  if (!isObject(value) || typeof value['url'] !== 'string') return false
  return ['session', 'token'].every((key) => ['string', 'undefined'].includes(typeof value[key]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

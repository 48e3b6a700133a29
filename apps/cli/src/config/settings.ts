import { homedir } from 'node:os'
import { join } from 'node:path'
import type { GlobalOptions } from '../global-options.ts'
import { usageProblem } from '../problem.ts'
import type { Config, Profile } from './config-file.ts'
import { DEFAULT_PROFILE, readConfig, writeConfig } from './config-file.ts'

const DEFAULT_URL = 'http://127.0.0.1:3000'
const DEFAULT_RETRIES = 2

export type Environment = Record<string, string | undefined>

/** Who acts, and on which server: options win over the environment, that over the file. */
export interface Settings {
  configPath: string
  profileName: string
  /** What the file knows of that profile. */
  profile: Profile | undefined
  /** Whether one was asked for that does not exist, and no server beside it. */
  lacksProfile: boolean
  /** Without a trailing slash. */
  url: string
  /** An access token from the environment. */
  token: string | undefined
  retries: number
  /** By id or name; undefined: the server's choice. */
  household: string | undefined
}

/** Works out the settings. Throws a Problem for what cannot be meant. */
export function readSettings(options: GlobalOptions, environment: Environment): Settings {
  const configPath = configPathIn(environment)
  const config = readConfig(configPath)
  const named = options.profile ?? given(environment['LARDER_PROFILE'])
  const address = options.url ?? given(environment['LARDER_URL'])
  const profileName = named ?? config.profile
  const profile = Object.hasOwn(config.profiles, profileName)
    ? config.profiles[profileName]
    : undefined
  return {
    configPath,
    profileName,
    profile,
    lacksProfile: named !== undefined && profile === undefined && address === undefined,
    url: serverUrl(address ?? profile?.url ?? DEFAULT_URL),
    token: tokenIn(environment),
    retries: retriesIn(environment),
    household: options.household ?? given(environment['LARDER_HOUSEHOLD']),
  }
}

/** Where the configuration is kept. */
export function configPathIn(environment: Environment): string {
  const path = given(environment['LARDER_CONFIG'])
  if (path !== undefined) return path
  const home = given(environment['XDG_CONFIG_HOME']) ?? join(homedir(), '.config')
  return join(home, 'larder', 'config.json')
}

/** Changes one profile in the file, or removes it. The first one becomes the one in use. */
export function saveProfile(path: string, name: string, profile: Profile | undefined): void {
  changeConfig(path, (config) => {
    const { [name]: _, ...others } = config.profiles
    const profiles = profile ? { ...others, [name]: profile } : others
    const isFirst = Object.keys(others).length === 0
    return { profile: profile && isFirst ? name : config.profile, profiles }
  })
}

/** Reads the file, changes it and writes it back. */
export function changeConfig(path: string, change: (config: Config) => Config): void {
  const changed = change(readConfig(path))
  const isKnown = Object.hasOwn(changed.profiles, changed.profile)
  writeConfig(path, isKnown ? changed : { ...changed, profile: DEFAULT_PROFILE })
}

function serverUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) {
    const { origin, pathname } = new URL(url)
    return origin + pathname.replace(/\/+$/, '')
  }
  throw usageProblem(
    `"${url}" is not the address of a server.`,
    'Write it like http://127.0.0.1:3000.',
  )
}

function retriesIn(environment: Environment): number {
  const text = given(environment['LARDER_RETRIES'])
  if (text === undefined) return DEFAULT_RETRIES
  if (/^\d$/.test(text)) return Number(text)
  throw usageProblem(`LARDER_RETRIES is "${text}", but must be a number from 0 to 9.`)
}

function tokenIn(environment: Environment): string | undefined {
  const token = given(environment['LARDER_TOKEN']?.trim())
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token
  throw usageProblem('LARDER_TOKEN is no access token: it has characters that none has.')
}

/** An empty variable counts as none. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

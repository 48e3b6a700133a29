import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type {
  BlobPlace,
  IdentitySettings,
  Limits,
  MailOptions,
  RegistrationMode,
} from '@larder/api'
import { defaultLimits, registrationModes } from '@larder/api'
import { parseDatabaseUrl } from '@larder/db'
import { z } from 'zod'
import { closestName } from './closest-name.ts'
import { mailEnvironment, mailOptions, mailProblems } from './mail-settings.ts'
import { isProviderSetting, readProviders, redirectUriProblem } from './oidc-settings.ts'
import { parseSecretKey } from './secret-key.ts'
import type { Sendfile } from './serving/sendfile.ts'
import { sendfileFrom, sendfileHeaders } from './serving/sendfile.ts'
import { storagePlace, storageProblems } from './storage-settings.ts'

/** Everything that an operator can set. `.env.example` says what each is for. */
export interface Config {
  databaseUrl: string
  dataDirectory: string
  /** Where the bytes of files lie. */
  storage: BlobPlace
  /** How the web server in front sends files in Larder's place; undefined: it does not. */
  sendfile: Sendfile | undefined
  host: string
  /** 0 takes any free port. */
  port: number
  logLevel: (typeof logLevels)[number]
  /** Calls that one address may make; 0: as many as it likes. */
  rateLimits: { perMinute: number; perDay: number }
  /** Bytes. */
  bodyLimit: number
  corsOrigins: string[]
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  sqliteSynchronous: 'FULL' | 'NORMAL'
  mysqlConnections: number
  /** What secrets are derived from; undefined: what is in the file `secret.key`. */
  secretKey: Buffer | undefined
  /** Networks that webhooks may reach although they are not public. */
  webhookNetworks: string[]
  /** Who may make an account. */
  registration: RegistrationMode
  limits: Limits
  /** How mail leaves; without an SMTP server it is written to the directory `outbox`. */
  mail: MailOptions
  /** The OpenID Connect providers that people may log in with. */
  identities: IdentitySettings
  /** The path of ffmpeg, or `off`; undefined: the one on the PATH, if there is one. */
  ffmpeg: string | undefined
  /** Whether ready videos are coded in several sizes, for HLS. */
  makesLadders: boolean
  /** Where processes on one database tell each other of commits; undefined: they look by themselves. */
  redisUrl: string | undefined
}

/** The environment makes no sense. Each line of the message names a variable and what is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const Environment = z.object({
  DATABASE_URL: z.string().superRefine(refuseBadDatabaseUrl).optional(),
  LARDER_DATA: z.string().default('./data'),
  LARDER_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name, such as 127.0.0.1')
    .default('127.0.0.1'),
  LARDER_PORT: wholeNumber(0, 65_535).default(3000),
  LARDER_LOG_LEVEL: oneOf(logLevels).default('info'),
  LARDER_RATE_PER_MINUTE: wholeNumber(0, 1_000_000_000).default(100),
  LARDER_RATE_PER_DAY: wholeNumber(0, 1_000_000_000).default(24_000),
  LARDER_BODY_LIMIT: wholeNumber(1_024, 1_073_741_824).default(5 * 1_024 * 1_024),
  LARDER_CORS_ORIGINS: listOf(isOrigin, 'origins such as https://larder.example.org').default([]),
  LARDER_TRUST_PROXY: listOf(isNetwork, 'addresses or networks such as 10.0.0.0/8').default([]),
  LARDER_SQLITE_SYNCHRONOUS: oneOf(['FULL', 'NORMAL']).default('FULL'),
  LARDER_MYSQL_CONNECTIONS: wholeNumber(1, 1_000).default(10),
  LARDER_SECRET_KEY: z
    .string()
    .refine(
      (text) => parseSecretKey(text) !== undefined,
      'must be 32 random bytes or more in base64',
    )
    .transform(parseSecretKey)
    .optional(),
  LARDER_WEBHOOK_NETWORKS: listOf(isNetwork, 'networks such as 192.168.1.0/24').default([]),
  LARDER_REGISTRATION: oneOf(registrationModes).default('open'),
  LARDER_TOKENS_PER_ACCOUNT: wholeNumber(0, 10_000).default(defaultLimits.tokensPerAccount),
  LARDER_WEBHOOKS_PER_ACCOUNT: wholeNumber(0, 1_000_000).default(defaultLimits.webhooksPerAccount),
  LARDER_STORAGE_PER_ACCOUNT: wholeNumber(0, 1_000_000_000_000_000).default(
    defaultLimits.storagePerAccount,
  ),
  LARDER_FILE_SIZE: wholeNumber(1, 1_000_000_000_000_000).default(defaultLimits.fileSize),
  LARDER_SWEEP_GRACE_HOURS: wholeNumber(1, 8_760).default(defaultLimits.sweepGraceHours),
  LARDER_UPLOADS_PER_ACCOUNT: wholeNumber(1, 100_000).default(defaultLimits.uploadsPerAccount),
  LARDER_SENDFILE: oneOf(['off', ...sendfileHeaders]).default('off'),
  LARDER_FEEDS_PER_ACCOUNT: wholeNumber(1, 100_000).default(defaultLimits.feedsPerAccount),
  ...mailEnvironment,
  LARDER_GRACE_DAYS: wholeNumber(0, 365).default(defaultLimits.graceDays),
  LARDER_OIDC_REDIRECT_URIS: listOf(
    (uri) => redirectUriProblem(uri) === undefined,
    'addresses such as https://larder.example.org/callback, without ? and #, with http only for this machine',
  ).default([]),
  LARDER_ORGANISATIONS_PER_ACCOUNT: wholeNumber(1, 10_000).default(
    defaultLimits.organisationsPerAccount,
  ),
  LARDER_MEMBERS_PER_ORGANISATION: wholeNumber(1, 100_000).default(
    defaultLimits.membersPerOrganisation,
  ),
  LARDER_INVITATIONS_PER_ORGANISATION: wholeNumber(0, 100_000).default(
    defaultLimits.invitationsPerOrganisation,
  ),
  LARDER_INVITATIONS_PER_DAY: wholeNumber(0, 1_000_000).default(defaultLimits.invitationsPerDay),
  LARDER_CHANNELS_PER_ACCOUNT: wholeNumber(0, 10_000).default(defaultLimits.channelsPerAccount),
  LARDER_PLAYLISTS_PER_ACCOUNT: wholeNumber(0, 10_000).default(defaultLimits.playlistsPerAccount),
  LARDER_VIDEOS_PER_PLAYLIST: wholeNumber(0, 5_000).default(defaultLimits.videosPerPlaylist),
  LARDER_FFMPEG: z.string().optional(),
  LARDER_HLS: oneOf(['off', 'on']).default('off'),
  REDIS_URL: z.string().refine(isRedisUrl, 'Write it like redis://127.0.0.1:6379.').optional(),
})

const names = Object.keys(Environment.shape)

/** Variables of the command line, which may well be set in the same shell. */
const commandLineNames = [
  'LARDER_URL',
  'LARDER_TOKEN',
  'LARDER_PROFILE',
  'LARDER_HOUSEHOLD',
  'LARDER_CONFIG',
  'LARDER_RETRIES',
]

/** Reads the process's environment, and `.env` in the working directory for what is not set there. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return configFrom(process.env)
}

/** Reads and checks an environment. Throws ConfigError with every problem that it has. */
export function configFrom(environment: NodeJS.ProcessEnv): Config {
  // `NAME=` in a file means that it is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const { providers, problems: providerProblems } = readProviders(given)
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => problemWith(issue, given)),
    ...Object.keys(given).filter(isUnknown).map(unknownName),
    ...providerProblems,
    ...mailProblems(given),
    ...storageProblems(given),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  const { data } = parsed
  const dataDirectory = resolve(data.LARDER_DATA)
  return {
    databaseUrl: data.DATABASE_URL ?? `file:${join(dataDirectory, 'larder.db')}`,
    dataDirectory,
    storage: storagePlace(given, dataDirectory),
    sendfile: sendfileFrom(data.LARDER_SENDFILE, storagePlace(given, dataDirectory)),
    host: data.LARDER_HOST,
    port: data.LARDER_PORT,
    logLevel: data.LARDER_LOG_LEVEL,
    rateLimits: { perMinute: data.LARDER_RATE_PER_MINUTE, perDay: data.LARDER_RATE_PER_DAY },
    bodyLimit: data.LARDER_BODY_LIMIT,
    corsOrigins: data.LARDER_CORS_ORIGINS,
    trustedProxies: data.LARDER_TRUST_PROXY,
    sqliteSynchronous: data.LARDER_SQLITE_SYNCHRONOUS,
    mysqlConnections: data.LARDER_MYSQL_CONNECTIONS,
    secretKey: data.LARDER_SECRET_KEY,
    webhookNetworks: data.LARDER_WEBHOOK_NETWORKS,
    registration: data.LARDER_REGISTRATION,
    limits: {
      storagePerAccount: data.LARDER_STORAGE_PER_ACCOUNT,
      fileSize: data.LARDER_FILE_SIZE,
      uploadsPerAccount: data.LARDER_UPLOADS_PER_ACCOUNT,
      tokensPerAccount: data.LARDER_TOKENS_PER_ACCOUNT,
      webhooksPerAccount: data.LARDER_WEBHOOKS_PER_ACCOUNT,
      feedsPerAccount: data.LARDER_FEEDS_PER_ACCOUNT,
      sweepGraceHours: data.LARDER_SWEEP_GRACE_HOURS,
      graceDays: data.LARDER_GRACE_DAYS,
      organisationsPerAccount: data.LARDER_ORGANISATIONS_PER_ACCOUNT,
      membersPerOrganisation: data.LARDER_MEMBERS_PER_ORGANISATION,
      invitationsPerOrganisation: data.LARDER_INVITATIONS_PER_ORGANISATION,
      invitationsPerDay: data.LARDER_INVITATIONS_PER_DAY,
      channelsPerAccount: data.LARDER_CHANNELS_PER_ACCOUNT,
      playlistsPerAccount: data.LARDER_PLAYLISTS_PER_ACCOUNT,
      videosPerPlaylist: data.LARDER_VIDEOS_PER_PLAYLIST,
    },
    mail: mailOptions(data, dataDirectory),
    identities: { providers, redirectUris: data.LARDER_OIDC_REDIRECT_URIS },
    ffmpeg: data.LARDER_FFMPEG,
    makesLadders: data.LARDER_HLS === 'on',
    redisUrl: data.REDIS_URL,
  }
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .refine(
      (text) => /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform(Number)
}

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, `must be one of ${values.join(', ')}`)
}

function listOf(isGood: (entry: string) => boolean, what: string) {
  return z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(isGood), `must be a list of ${what}, separated by commas`)
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text
}

function isRedisUrl(text: string): boolean {
  return URL.canParse(text) && /^rediss?:\/\/.*[^/]/.test(text) && new URL(text).hostname !== ''
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return (
    prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
  )
}

function refuseBadDatabaseUrl(url: string, check: z.RefinementCtx<string>): void {
  try {
    parseDatabaseUrl(url)
  } catch (error) {
    check.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is wrong' })
  }
}

function problemWith(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0])
  // A URL may hold a password, so its value is never shown; no more is the key.
  if (['DATABASE_URL', 'REDIS_URL', 'LARDER_SMTP_URL', 'LARDER_FRONT_URL'].includes(name))
    return `${name} cannot be used. ${issue.message}`
  if (name === 'LARDER_SECRET_KEY') return `${name} cannot be used: it ${issue.message}.`
  return `${name} is "${given[name]}", but it ${issue.message}.`
}

function isUnknown(name: string): boolean {
  if (!name.startsWith('LARDER_') || isProviderSetting(name)) return false
  return !names.includes(name) && !commandLineNames.includes(name)
}

function unknownName(name: string): string {
  return `${name} is not a setting of Larder. Did you mean ${closestName(name, names)}?`
}

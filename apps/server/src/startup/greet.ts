import { describePlace, inDirectory } from '@larder/api'
import { parseDatabaseUrl } from '@larder/db'
import type { Config } from '../config.ts'
import { describeTarget } from './database-failure.ts'

/** What people are told at the start: where it is, where the data is, and what to type next. */
export function greet(
  config: Config,
  {
    port,
    adminCode,
    ffmpeg,
  }: { port: number; adminCode: string | null; ffmpeg?: string | undefined },
): string {
  const url = `http://${reachableHost(config.host)}:${port}`
  const next =
    adminCode === null
      ? ['To log in, type in another terminal:', '', `  npx larder login --url ${url}`]
      : [
          'There is no administrator yet. To create the first account, type in another terminal:',
          '',
          `  npx larder register --admin-code ${adminCode} --url ${url}`,
        ]
  return [
    '',
    `Larder listens on ${url}${isEverywhere(config.host) ? ', on every network' : ''}`,
    `The data is in ${describeTarget(parseDatabaseUrl(config.databaseUrl))}`,
    ...filesElsewhere(config),
    ...(config.ffmpeg === 'off' ? [] : [toldOf(ffmpeg)]),
    '',
    ...next,
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n')
}

function toldOf(ffmpeg: string | undefined): string {
  return ffmpeg === undefined
    ? 'There is no ffmpeg: some formats of videos are refused, and some get no pictures'
    : `Videos are also looked at with ${ffmpeg}`
}

/** Who keeps them in the data directory knows where they are. */
function filesElsewhere({ storage, dataDirectory }: Config): string[] {
  const place = describePlace(storage)
  return place === describePlace(inDirectory(dataDirectory)) ? [] : [`The files are in ${place}`]
}

function reachableHost(host: string): string {
  if (isEverywhere(host)) return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { VideoTools } from '@larder/api'
import type { Config } from '../config.ts'
import { StartFailure } from './start-failure.ts'

/** What the machine has for videos. Throws StartFailure when it lacks what is asked for. */
export function findVideoTools(config: Pick<Config, 'ffmpeg' | 'makesLadders'>): VideoTools {
  const ffmpeg = findFfmpeg(config.ffmpeg)
  const { makesLadders } = config
  if (!makesLadders || ffmpeg !== undefined) return { ffmpeg, makesLadders }
  throw new StartFailure(
    'LARDER_HLS is on, but there is no ffmpeg, which makes the ladder. Install ffmpeg, set LARDER_FFMPEG to its path, or leave LARDER_HLS out.',
  )
}

const names = process.platform === 'win32' ? ['ffmpeg.exe'] : ['ffmpeg']

/**
 * The path of the ffmpeg to use: the one that is set, else the first one on the PATH; undefined where there
 * is none, or where it is turned off. Throws StartFailure when there is none where one is set.
 */
function findFfmpeg(
  setting: string | undefined,
  path = process.env['PATH'] ?? '',
): string | undefined {
  if (setting === 'off') return undefined
  if (setting === undefined) {
    const directories = path.split(delimiter).filter((directory) => directory !== '')
    return directories
      .flatMap((directory) => names.map((name) => resolve(join(directory, name))))
      .find(isProgram)
  }
  const program = resolve(setting)
  if (isProgram(program)) return program
  throw new StartFailure(
    `LARDER_FFMPEG is "${setting}", but there is no program that this user may run. Set it to the path of ffmpeg, leave it out to take the one on the PATH, or set it to off.`,
  )
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

import { accessSync, constants, mkdirSync } from 'node:fs'
import { codeOf, StartFailure } from './start-failure.ts'

/** Makes a directory if it is missing. Throws StartFailure when it cannot be written. */
export function requireWritable(
  directory: string,
  what = 'data directory',
  setting = 'LARDER_DATA',
): void {
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK)
  } catch (error) {
    throw new StartFailure(
      `The ${what} ${directory} cannot be written (${codeOf(error)}). ` +
        `Give the user that runs Larder the right to, or set ${setting} to another directory.`,
    )
  }
}

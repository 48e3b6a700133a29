import { accessSync, constants, mkdirSync } from 'node:fs'
import { codeOf, StartFailure } from './start-failure.ts'

/** Makes a directory if it is missing. Throws StartFailure when it cannot be written. */
export function requireWritable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK)
  } catch (error) {
    throw new StartFailure(
      `The data directory ${directory} cannot be written (${codeOf(error)}). ` +
        'Give the user that runs Larder the right to, or set LARDER_DATA to another directory.',
    )
  }
}

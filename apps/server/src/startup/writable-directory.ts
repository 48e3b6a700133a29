import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { codeOf, StartFailure } from './start-failure.ts'

/** Makes a directory, for nobody else, if it is missing. Throws StartFailure when it cannot be written. */
export function requireWritable(
  directory: string,
  what = 'data directory',
  setting = 'LARDER_DATA',
): void {
  try {
    makeDirectory(directory)
    accessSync(directory, constants.W_OK)
  } catch (error) {
    throw new StartFailure(
      `The ${what} ${directory} cannot be written (${codeOf(error)}). ` +
        `Give the user that runs Larder the right to, or set ${setting} to another directory.`,
    )
  }
}

/** Step by step: what Node does recursively never ends where nothing can be made, as in /proc. */
function makeDirectory(directory: string): void {
  if (isDirectory(directory)) return
  makeDirectory(dirname(directory))
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    // Another process that starts was faster.
    if (!isDirectory(directory)) throw error
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The Node of this machine, when it is another one than runs the tests: often the oldest we support. */
export function otherNode(): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  return directories
    .map((directory) => join(directory, 'node'))
    .find((path) => !path.includes('node_modules') && isAnotherNode(path))
}

function isAnotherNode(path: string): boolean {
  return existsSync(path) && realpathSync(path) !== realpathSync(process.execPath)
}

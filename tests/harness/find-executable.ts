import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Distributions keep servers where the PATH of ordinary people does not reach. */
const BESIDE_PATH = ['/usr/sbin', '/usr/local/sbin', '/usr/local/mysql/bin', '/usr/libexec']

/** The full path of a program, or undefined when it is not installed. */
export function findExecutable(name: string): string | undefined {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), ...BESIDE_PATH]
  return directories.map((directory) => join(directory, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

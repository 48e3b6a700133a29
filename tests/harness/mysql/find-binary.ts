import { spawnSync } from 'node:child_process'
import { findExecutable } from '../find-executable.ts'

export interface ServerBinary {
  path: string
  /** MariaDB and MySQL initialise a data directory in different ways. */
  isMariaDb: boolean
}

/** The MariaDB or MySQL server that is installed on this machine. */
export function findServerBinary(): ServerBinary | undefined {
  const path = findExecutable('mariadbd') ?? findExecutable('mysqld')
  if (path === undefined) return undefined
  const { stdout } = spawnSync(path, ['--no-defaults', '--version'], { encoding: 'utf8' })
  return { path, isMariaDb: /MariaDB/.test(stdout ?? '') }
}

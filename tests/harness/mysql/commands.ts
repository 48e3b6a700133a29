import { join } from 'node:path'
import { findExecutable } from '../find-executable.ts'
import type { ServerBinary } from './find-binary.ts'

export interface Command {
  program: string
  options: string[]
}

/** Makes the data directory, with a root account that needs no password from this machine. */
export function initialise({ path, isMariaDb }: ServerBinary, directory: string): Command {
  if (!isMariaDb) {
    return { program: path, options: [...common(directory), '--initialize-insecure'] }
  }
  const options = ['--auth-root-authentication-method=normal', '--skip-test-db']
  const program = findExecutable('mariadb-install-db') ?? 'mysql_install_db'
  return { program, options: [...common(directory), ...options] }
}

/** Runs the server, for this machine only. */
export function serve({ path }: ServerBinary, directory: string, port: number): Command {
  const options = [
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    `--socket=${join(directory, 'socket')}`,
    `--pid-file=${join(directory, 'pid')}`,
    '--skip-networking=0',
    '--skip-log-bin',
    '--performance-schema=off',
    '--max-connections=400',
    // What is thrown away afterwards need not survive a power cut.
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    // Another port that MySQL would open, and that MariaDB does not know.
    '--loose-mysqlx=0',
  ]
  return { program: path, options: [...common(directory), ...options] }
}

function common(directory: string): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(directory, 'data')}`,
    `--tmpdir=${directory}`,
    // The server refuses to run as root unless it is told to.
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  ]
}

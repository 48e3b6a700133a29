import { createConnection } from 'mysql2/promise'
import { startKeeper } from '../start-keeper.ts'
import { findServerBinary } from './find-binary.ts'

/** A server to make databases on, or why there is none. */
export type MysqlForTests = { url: string } | { missing: string }

/**
 * The server of the MySQL half: the one that `TEST_MYSQL_URL` names, else a private one that is
 * started from the binary on this machine and thrown away when this process ends. Throws a sentence
 * when the named one cannot be reached, or when there must be one and there is none.
 */
export async function provideMysql(): Promise<MysqlForTests> {
  const mysql = await findMysql()
  if ('missing' in mysql && process.env['LARDER_REQUIRE_MYSQL'] === '1') {
    throw new Error(`LARDER_REQUIRE_MYSQL is set, but ${mysql.missing}.`)
  }
  return mysql
}

async function findMysql(): Promise<MysqlForTests> {
  const named = process.env['TEST_MYSQL_URL']
  if (named) return reachable(named)
  if (findServerBinary()) return startKeeper(`${import.meta.dirname}/throwaway-server.ts`)
  return { missing: 'there is neither a mariadbd nor a mysqld on this machine' }
}

async function reachable(url: string): Promise<MysqlForTests> {
  try {
    const connection = await createConnection(url)
    await connection.end()
    return { url }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`TEST_MYSQL_URL names a server that cannot be used: ${why}.`, { cause })
  }
}

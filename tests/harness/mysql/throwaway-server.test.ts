import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { expect, inject, test } from 'vitest'
import { findServerBinary } from './find-binary.ts'

// Once, in the half that has use for it.
const canRun = inject('mysqlUrl') !== undefined && findServerBinary() !== undefined

test.runIf(canRun)(
  'Given tests that run on a throwaway server, when they are killed, then it goes with them',
  async () => {
    const program = `
      const { provideMysql } = await import('${import.meta.dirname}/provide-mysql.ts')
      console.log((await provideMysql()).url)
      setInterval(() => {}, 1000)`
    const tests = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TEST_MYSQL_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(tests.stdout, 'data')
    const url = String(line).trim()
    const connection = await createConnection(url)
    const [rows] = await connection.query('select @@datadir as directory')
    const [{ directory }] = rows as [{ directory: string }]
    await connection.end()
    expect(existsSync(directory)).toBe(true)

    tests.kill('SIGKILL')

    await expect.poll(() => existsSync(directory), { timeout: 10_000 }).toBe(false)
    await expect(createConnection(url)).rejects.toThrow('ECONNREFUSED')
  },
)

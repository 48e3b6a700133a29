import type { Clock, GuessStore } from '@larder/api'
import { createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import * as argon2 from '@node-rs/argon2'
import { vi } from 'vitest'
import { afterwards, freshDatabase, newKeys, serveHere } from '#harness'

/** How many passwords are compared with a hash meanwhile. The test has to mock `verify`. */
export async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  const verify = vi.mocked(argon2.verify)
  verify.mockClear()
  await work()
  return verify.mock.calls.length
}

/** A server in this process, whose time can be let pass, or stands still otherwise. */
export async function place(options: { guesses?: GuessStore; isStill?: boolean } = {}) {
  const { isStill = false, ...rest } = options
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  const time = { passed: 0 }
  const begin = Date.now()
  const clock: Clock = { now: () => new Date((isStill ? begin : Date.now()) + time.passed) }
  const services = createServices(database, { clock, keys: newKeys(), ...rest })
  const url = await serveHere(services, { trustedProxies: ['127.0.0.1'] })
  return { database, url, time }
}

import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Services } from '@larder/api'
import {
  AccountRegistered,
  accountStream,
  createAccount,
  DisplayName,
  DomainError,
  Email,
  hashPassword,
  Language,
  recorder,
  TimeZone,
} from '@larder/api'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { openServices } from '../startup/open-services.ts'
import { StartFailure, UsageFailure } from '../startup/start-failure.ts'
import { askPassword } from './ask-password.ts'
import { refuseWeak } from './refuse-weak.ts'

const Options = z.object({
  email: Email,
  name: DisplayName,
  language: Language.default('en'),
  'time-zone': TimeZone.default('UTC'),
})

type Administrator = z.infer<typeof Options> & { password: string }

/** Creates an administrator in the configured database. Throws UsageFailure and StartFailure. */
export async function createAdmin(args: string[]): Promise<void> {
  const options = parseOptions(args)
  const services = await openServices(readConfig())
  try {
    const password = await askPassword(`Password for ${options.email}: `)
    await refuseWeak(password)
    const id = await register(services, { ...options, password })
    console.log(`${options.email} is an administrator now, as account ${id}.`)
  } catch (error) {
    throw error instanceof DomainError && error.reason !== 'INTERNAL'
      ? new StartFailure(error.message)
      : error
  } finally {
    await services.database.close()
  }
}

function parseOptions(args: string[]): z.infer<typeof Options> {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args,
      options: { email: text, name: text, language: text, 'time-zone': text },
    })
    const parsed = Options.safeParse(values)
    if (parsed.success) return parsed.data
    throw new UsageFailure(parsed.error.issues.map((issue) => sentence(issue, values)).join('\n'))
  } catch (error) {
    if (error instanceof UsageFailure || !(error instanceof TypeError)) throw error
    throw new UsageFailure(error.message)
  }
}

function sentence({ path, message }: z.core.$ZodIssue, values: Record<string, unknown>): string {
  const name = String(path[0])
  const value = values[name]
  return value === undefined ? `--${name} is missing.` : `--${name} "${value}": ${message}.`
}

async function register(
  { database, clock }: Services,
  { email, name, language, 'time-zone': timeZone, password }: Administrator,
): Promise<number> {
  const passwordHash = await hashPassword(password)
  const account = {
    email,
    passwordHash,
    displayName: name,
    language,
    timeZone,
    role: 'admin' as const,
  }
  const request = {
    id: randomUUID(),
    address: 'local',
    device: '',
    authorization: undefined,
    idempotencyKey: undefined,
  }
  return database.transaction(async (db) => {
    const { accountId, householdId } = await createAccount(db, account, clock.now())
    const record = recorder(db, { request, clock, actor: { accountId, token: null } })
    await record(accountStream(accountId), AccountRegistered({ householdId, isAdmin: true }))
    return accountId
  })
}

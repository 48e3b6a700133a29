import { recorder, systemClock } from '@larder/api'
import { isDuplicate, migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterwards, figure, freshDatabase } from '#harness'

const APPENDERS = 50

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl, connectionLimit: APPENDERS })
afterwards(() => database.close())
await migrate(database)

const circumstances = {
  actor: { accountId: null, token: null },
  request: { id: 'request', address: '127.0.0.1' },
  clock: systemClock,
}
const noted = { type: 'Noted', schemaVersion: 1, payload: {} }

/** As a command does it, under nobody's lock. */
async function append(stream: string): Promise<void> {
  await database.transaction(async (db) => {
    await recorder(db, circumstances)({ name: stream, audience: 'everyone' }, noted)
  })
}

describe(`Given ${APPENDERS} transactions that append to one stream at once`, () => {
  beforeAll(async () => {
    await Promise.all(Array.from({ length: APPENDERS }, () => append('account-1')))
  })

  test('then all succeed, each with a version of its own, without gaps', async () => {
    expect(await versionsOf('account-1')).toEqual(
      Array.from({ length: APPENDERS }, (_, index) => index + 1),
    )
    figure(4, `${APPENDERS} appenders to one stream at once: versions 1 to ${APPENDERS}`)
  })

  test('then a version that there is already is refused', async () => {
    const second = appendVersion('account-1', APPENDERS)
    await expect(second).rejects.toSatisfy(isDuplicate)
  })

  test('control: whoever reads the last version and adds one, without noticing that, is refused', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: APPENDERS }, async () => {
        const [last = 0] = (await versionsOf('account-2')).toReversed()
        await appendVersion('account-2', last + 1)
      }),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
  })
})

async function versionsOf(stream: string): Promise<number[]> {
  const rows = await database.reader
    .selectFrom('events')
    .select('version')
    .where('stream', '=', stream)
    .orderBy('version')
    .execute()
  return rows.map(({ version }) => version)
}

async function appendVersion(stream: string, version: number): Promise<void> {
  const unnumbered = { position: null, subject: null, audience: 'everyone', stream, version }
  const author = { account_id: null, token_id: null, request_id: 'request', address: '127.0.0.1' }
  const { type, schemaVersion: schema_version } = noted
  const recorded_at = new Date().toISOString()
  await database.writer
    .insertInto('events')
    .values({ ...unnumbered, ...author, type, schema_version, payload: '{}', recorded_at })
    .execute()
}

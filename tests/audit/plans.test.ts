import { appRouter, createRequestContext, createServices } from '@larder/api'
import { originsProjection } from '@larder/api/src/event-log/origins-projection.ts'
import { applyBatch } from '@larder/api/src/event-log/projections/apply-batch.ts'
import { beginCursor } from '@larder/api/src/event-log/projections/cursor.ts'
import { migrate, openDatabase } from '@larder/db'
import type { CompiledQuery } from 'kysely'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterwards, explain, freshDatabase, noting } from '#harness'
import { administrator, fillLog } from './many-events.ts'

const EVENTS = 20_000

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())

/** Searches, and answers what the engine says of how it found the events. */
async function plansOf(search: object): Promise<string[]> {
  const asked: CompiledQuery[] = []
  const services = createServices(noting(database, asked))
  const request = {
    id: 'plans',
    address: '127.0.0.1',
    authorization: `Bearer ${await administrator(database)}`,
    device: '',
    idempotencyKey: undefined,
  }
  const context = await createRequestContext(services, request)
  asked.splice(0)
  const { list } = appRouter.createCaller(context).audit
  const first = await list({ ...search, limit: 20 } as never)
  if (first.nextCursor) await list({ ...search, limit: 20, cursor: first.nextCursor } as never)
  // Where the log ends is asked as well.
  const pages = asked.filter(({ sql }) => / as .event\W/.test(sql))
  return Promise.all(pages.map((query) => explain(database, query)))
}

/** The key of the table of origins, as each engine calls it. */
const byOrigin =
  database.engine === 'sqlite'
    ? 'SEARCH origin USING COVERING INDEX sqlite_autoindex_event_origins_1'
    : '"table":"origin","type":"r'

async function indexOrigins(): Promise<void> {
  const services = createServices(database)
  const { name } = originsProjection
  await database.transaction((db) => beginCursor(db, name, originsProjection, 1))
  const head = await services.log.look()
  let reached: number | null = 0
  while (reached !== null && reached < head) {
    reached = await applyBatch(services, name, originsProjection, 'test')
  }
  if (database.engine === 'mysql') await sql`analyze table event_origins`.execute(database.writer)
}

/** What must not stand in a plan: looking at everything, or sorting what was found. */
const costly =
  /SCAN (event|origin)\b(?! USING INDEX)|USE TEMP B-TREE|"type":"ALL"|Using filesort|Using temporary/

describe(`Given ${EVENTS} events`, () => {
  beforeAll(async () => {
    await migrate(database)
    await fillLog(database, EVENTS)
    await indexOrigins()
  })

  test.each([
    ['everything', {}, 'events_by_time'],
    ['a time', { since: '2026-01-01T00:30:00Z', until: '2026-01-01T02:00:00Z' }, 'events_by_time'],
    ['an account', { accountId: 3 }, 'events_by_account'],
    ['an account in a time', { accountId: 3, since: '2026-01-01T01:00:00Z' }, 'events_by_account'],
    ['an account and an address', { accountId: 3, address: '203.0.113.3' }, 'events_by_account'],
    ['an address', { address: '203.0.113.5' }, byOrigin],
    ['an address and a type', { address: '203.0.113.5', types: ['LoggedIn'] }, byOrigin],
    ['an address in a time', { address: '203.0.113.5', since: '2026-01-01T01:00:00Z' }, byOrigin],
    ['a request', { requestId: 'request-77' }, byOrigin],
    ['a rare type', { types: ['PasswordChanged'] }, 'events_by_time'],
  ])(
    'when %s is asked for, then each page follows an index in its order',
    async (_, search, index) => {
      const plans = await plansOf(search)
      expect(plans.length).toBeGreaterThan(0)
      for (const plan of plans) {
        expect(plan).toContain(index)
        expect(plan).not.toMatch(costly)
      }
    },
  )

  test('control: a search that no index leads to is noticed', async () => {
    const { writer } = database
    const byType = writer.selectFrom('events as event').selectAll().where('type', '=', 'LoggedIn')
    expect(await explain(database, byType.orderBy('version').limit(20).compile())).toMatch(costly)
  })
})

import {
  appRouter,
  createOutbound,
  createServices,
  createStorage,
  defaultLimits,
  IdentityProviders,
} from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { afterwards, figure, freshDatabase, StatementFaults, serveHere } from '#harness'
import { FRONT, startProvider } from '../../accounts/identities/identity-provider.ts'
import { changingNothing, commands } from './commands.ts'
import type { Tally } from './fail-everywhere.ts'
import { failEverywhere } from './fail-everywhere.ts'
import { Home } from './home.ts'
import { insertFreezer, recordEvent } from './in-pieces.ts'
import { keys } from './mailed.ts'

const { databaseUrl, directory } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const faults = await StatementFaults.on(database)
const provider = await startProvider('corner')
const services = createServices(database, {
  keys,
  storage: createStorage(directory),
  outbound: createOutbound({ networks: ['127.0.0.0/8'] }),
  identities: new IdentityProviders({
    providers: [{ ...provider, label: 'Corner', allowHttp: false }],
    redirectUris: [FRONT],
  }),
  limits: {
    ...defaultLimits,
    webhooksPerAccount: 1_000,
    organisationsPerAccount: 1_000,
    invitationsPerDay: 1_000,
    channelsPerAccount: 1_000,
    playlistsPerAccount: 1_000,
  },
})

// The database is read whole before and after every attempt, so it is kept small.
afterEach(async () => {
  await database.writer.deleteFrom('events').execute()
  await database.writer.deleteFrom('idempotency_keys').execute()
  await database.writer.deleteFrom('webhooks').execute()
  await database.writer.deleteFrom('tasks').execute()
  await database.writer.deleteFrom('playlists').execute()
  await database.writer.deleteFrom('videos').execute()
  await database.writer.deleteFrom('follows').execute()
  await database.writer.deleteFrom('channels').execute()
  await database.writer.deleteFrom('renditions').execute()
  await database.writer.deleteFrom('files').execute()
  await database.writer.deleteFrom('organisations').where('kind', '=', 'company').execute()
})

const ways = [
  { way: 'as a plain call', directCalls: true },
  { way: "through tRPC's own adapter", directCalls: false },
]

describe.each(ways)('A change and its events are one, $way', ({ way, directCalls }) => {
  const tallies: Tally[] = []
  let home: Home

  beforeAll(async () => {
    const url = await serveHere(services, { directCalls })
    home = await Home.at({ url, database, directory, provider })
  })

  test.each(Object.entries(commands))(
    'when %s fails before any of its statements, then nothing happened at all',
    async (path, prepare) => {
      const tally = await failEverywhere(database, faults, async () => {
        const { input, session } = await prepare(home)
        return () => home.call(path, input, session)
      })
      tallies.push(tally)
      expect(tally).toEqual({
        statements: expect.any(Number),
        rowsWithoutEvent: 0,
        eventsWithoutRow: 0,
        failedButDone: 0,
      })
      // Credential, begin, the rows, the event, commit: fewer would mean that they go uncounted.
      expect(tally.statements).toBeGreaterThanOrEqual(4)
    },
  )

  test('every command of the router was tried', () => {
    const all = Object.entries(appRouter._def.procedures as unknown as Procedures)
    const paths = all.filter(([, { _def }]) => _def.type === 'mutation').map(([path]) => path)
    expect([...Object.keys(commands), ...changingNothing].sort()).toEqual(paths.sort())
    expect(tallies).toHaveLength(Object.keys(commands).length)
    const statements = tallies.reduce((sum, tally) => sum + tally.statements, 0)
    figure(
      3,
      `${tallies.length} commands ${way}, failed before each of their ${statements} statements: ` +
        '0 rows without event, 0 events without row',
    )
  })
})

type Procedures = Record<string, { _def: { type: string } }>

describe('control: the event in a transaction of its own', () => {
  test('after the rows, leaves rows without an event, which is noticed', async () => {
    const tally = await failEverywhere(database, faults, async () => async () => {
      await insertFreezer(database)
      await recordEvent(database)
    })
    expect(tally.rowsWithoutEvent).toBeGreaterThan(0)
  })

  test('before the rows, leaves events without a row, which is noticed', async () => {
    const tally = await failEverywhere(database, faults, async () => async () => {
      await recordEvent(database)
      await insertFreezer(database)
    })
    expect(tally.eventsWithoutRow).toBeGreaterThan(0)
  })
})

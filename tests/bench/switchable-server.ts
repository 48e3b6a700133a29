// Larder's server in a process that can be told to leave its events out: what an event costs shows
// when the same server on the same database goes on without. Arguments: the database file, whether it
// derives anything beside answering.

import { randomBytes } from 'node:crypto'
import { createServices, keysFrom, startBackground } from '@larder/api'
import { openDatabase } from '@larder/db'
import { buildServer } from '@larder/server/src/server.ts'
import type { DatabaseConnection } from 'kysely'

export interface Switch {
  events: boolean
}

const [path = '', synchronous, derives] = process.argv.slice(2)
const database = openDatabase({
  url: `file:${path}`,
  synchronous: synchronous === 'NORMAL' ? 'NORMAL' : 'FULL',
})
let withEvents = true
process.on('message', ({ events }: Switch) => {
  withEvents = events
  process.send?.('switched')
})
await database.writer.getExecutor().provideConnection(async (connection) => {
  const connections = Object.getPrototypeOf(connection) as DatabaseConnection
  const execute = connections.executeQuery
  connections.executeQuery = async function (this: DatabaseConnection, query, options) {
    const isLeftOut = !withEvents && query.sql.startsWith('insert into "events"')
    return (isLeftOut ? { insertId: 1n, rows: [] } : execute.call(this, query, options)) as never
  }
})

const services = createServices(database, { keys: keysFrom(randomBytes(32)) })
const server = await buildServer(
  {
    logLevel: 'silent',
    rateLimits: { perMinute: 0, perDay: 0 },
    bodyLimit: 100_000,
    corsOrigins: [],
    trustedProxies: [],
  },
  services,
)
await server.listen({ host: '127.0.0.1', port: 0 })
if (derives === 'derives') {
  startBackground(services, { holder: 'bench', onFailure: (_, error) => console.error(error) })
}
const [address] = server.addresses()
process.send?.({ port: typeof address === 'object' ? address.port : 0 })

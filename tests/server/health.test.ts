import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder({ settings: { LARDER_RATE_PER_MINUTE: '3' } })

async function probe(name: 'live' | 'ready') {
  const response = await fetch(`${larder.url}/health/${name}`)
  return [response.status, await response.json()]
}

describe('Given a server that is well', () => {
  test('when it is probed, then it is live and ready, however often', async () => {
    for (let n = 0; n < 5; n++) {
      expect(await probe('live')).toEqual([200, { status: 'live' }])
      expect(await probe('ready')).toEqual([200, { status: 'ready' }])
    }
  })
})

describe('Given a server whose database does not answer', () => {
  test('when it is probed, then it is live but not ready, until the database is back', async () => {
    await sql`alter table accounts rename to gone`.execute(larder.database.writer)
    expect(await probe('live')).toEqual([200, { status: 'live' }])
    expect(await probe('ready')).toEqual([
      503,
      { status: 'not ready', reason: 'The database does not answer.' },
    ])
    await sql`alter table gone rename to accounts`.execute(larder.database.writer)
    expect(await probe('ready')).toEqual([200, { status: 'ready' }])
  })
})

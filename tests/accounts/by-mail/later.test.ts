import { createMail, createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { describe, expect, test } from 'vitest'
import { afterwards, freshDatabase, newKeys, rawCall, serveHere } from '#harness'

const DAY_MS = 86_400_000

const { databaseUrl, directory } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)

let daysLater = 0
const clock = { now: () => new Date(Date.now() + daysLater * DAY_MS) }
// It sends no mail here, for there is nobody in this process who does the planned work.
const smtp = { host: '127.0.0.1', port: 9, tls: 'off', login: undefined } as const
const from = { name: 'Larder', address: 'larder@example.org' }
const mail = createMail({ smtp, outbox: directory, from, frontUrl: undefined })
const url = await serveHere(createServices(database, { clock, keys: newKeys(), mail }))

/** How many mails were planned so far. */
async function planned(): Promise<number> {
  const { length } = await database.reader.selectFrom('tasks').select('id').execute()
  return length
}

describe.each([
  ['a new password', 'accounts.password.forgot', { email: 'ada@example.org' }],
  [
    'an account',
    'accounts.register',
    { email: 'bob@example.org', password: 'nobody guesses', displayName: 'Bob' },
  ],
])('Given somebody who asked for %s by mail', (_, procedure, input) => {
  const ask = () => rawCall(url, procedure, input)

  test.each([0, 1.1, 3, 29])(
    'when they ask again %d days later, then there is a mail again',
    async (days) => {
      daysLater += days
      const before = await planned()
      expect((await ask()).status).toBe(200)
      expect(await planned()).toBe(before + 1)
    },
  )

  test('when they ask a fourth time on one day, then there is none', async () => {
    daysLater += 2
    const before = await planned()
    for (let i = 0; i < 4; i++) expect((await ask()).status).toBe(200)
    expect(await planned()).toBe(before + 3)
  })
})

import * as directCalls from '@larder/server/src/rpc/direct-call.ts'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { largeOtherCalls, largePlainCalls } from './large-requests.ts'
import type { Case } from './requests.ts'
import { otherCalls, plainCalls } from './requests.ts'
import type { Answer } from './twin-servers.ts'
import { Twin } from './twin-servers.ts'

vi.mock('@larder/server/src/rpc/direct-call.ts', { spy: true })

const now = new Date()
const [direct, stock] = [await Twin.start(now, true), await Twin.start(now, false)]
const answeredDirectly = vi.mocked(directCalls.answerDirectly)

describe('Given two servers alike, one of which answers plain calls without the stock adapter', () => {
  beforeAll(async () => {
    for (const twin of [direct, stock]) await furnish(twin)
  })

  test.each([...plainCalls, ...largePlainCalls])(
    'when both get $name, then they answer alike',
    async (request) => {
      answeredDirectly.mockClear()
      await expectSameAnswer(request)
      expect(answeredDirectly).toHaveBeenCalledOnce()
    },
  )

  test.each([...otherCalls, ...largeOtherCalls])(
    'when both get $name, then they answer alike',
    async (request) => {
      answeredDirectly.mockClear()
      await expectSameAnswer(request)
    },
  )

  test('when a table is missing, then both own up to it and give nothing away', async () => {
    for (const { database } of [direct, stock]) {
      await sql`alter table product_type_names rename to hidden`.execute(database.writer)
    }
    const internal = { as: 'ada', body: {}, status: 500, reason: 'INTERNAL' }
    for (const path of ['freezers.types.list', 'freezers.products.list']) {
      const answer = await expectSameAnswer({ name: path, path, ...internal })
      expect(answer.body).not.toMatch(/product_type_names|select|\bat\b.*\.ts/)
    }
  })
})

test('Given a database that cannot be reached, then both say so and when to come back', async () => {
  const nowhere = 'mysql://root@127.0.0.1:1/larder'
  const pair = [
    await Twin.start(now, true, nowhere),
    await Twin.start(now, false, nowhere),
  ] as const
  const request = { path: 'freezers.list', as: 'larder_ses_any', body: {} }
  const [one, other] = [await pair[0].ask(request), await pair[1].ask(request)]
  expect(one).toEqual(other)
  expect(one.status).toBe(503)
  expect(one.body).toContain('"reason":"UNAVAILABLE"')
  expect(one.headers['retry-after']).toBe('2')
})

test('control: a charset more in the content type would be noticed', async () => {
  const request = { path: 'accounts.whoAmI', body: {} }
  const answer = await direct.ask(request)
  const withCharset = { ...answer, contentType: `${answer.contentType}; charset=utf-8` }
  expect(withCharset).not.toEqual(await stock.ask(request))
})

async function expectSameAnswer(request: Case): Promise<Answer> {
  const [one, other] = [await direct.ask(request), await stock.ask(request)]
  expect(one).toEqual(other)
  const reason = /"reason":"(\w+)"/.exec(one.body)?.[1]
  expect({ status: one.status, reason }).toEqual({
    status: request.status,
    reason: request.status < 300 ? reason : request.reason,
  })
  return one
}

/** Gives a server its people, each with the credential under their name, and a few things. */
async function furnish(twin: Twin): Promise<void> {
  const password = 'nobody guesses this'
  for (const name of ['ada', 'bob', 'viewer']) {
    const body = { email: `${name}@example.org`, password, displayName: name }
    await twin.keep(name, { path: 'accounts.register', body }, 'session')
  }
  const logIn = { email: 'ada@example.org', password }
  await twin.keep('ended', { path: 'accounts.logIn', body: logIn }, 'session')
  await twin.ask({ path: 'accounts.logOut', as: 'ended', body: {} })
  for (const name of ['token', 'revoked']) {
    const body = { name, scopes: ['account:read'] }
    await twin.keep(name, { path: 'accounts.tokens.create', as: 'ada', body }, 'token')
  }
  await twin.ask({ path: 'accounts.tokens.revoke', as: 'ada', body: { id: 2 } })
  await twin.ask({ path: 'freezers.create', as: 'ada', body: { name: 'kitchen', boxes: 3 } })
  const peas = { freezerId: 1, box: 1, name: 'peas', typeId: 1, number: 1 }
  await twin.ask({ path: 'freezers.products.add', as: 'ada', body: peas })
  const membership = { organisation_id: 1, account_id: 3, role: 'viewer' } as const
  await twin.database.writer
    .insertInto('organisation_members')
    .values({ ...membership, joined_at: now.toISOString() })
    .execute()
}

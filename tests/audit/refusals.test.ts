import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CallOptions, Person } from '#harness'
import { startLarder } from '#harness'
import { loggedUnder, soonLoggedUnder } from './in-the-log.ts'

const MISSING_ID = 2_000_000_000

const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })
const { database } = larder

/** Calls from an address; answers the reason of the refusal, and what was recorded of it. */
async function refused(path: string, input: unknown, options: CallOptions = {}) {
  const requestId = randomUUID()
  const headers = { 'x-request-id': requestId, 'x-forwarded-for': '203.0.113.7' }
  const answer = await larder.call(path, input, { ...options, headers })
  return {
    reason: answer.error()?.data.reason,
    details: answer.error()?.data.details,
    logged: await soonLoggedUnder(database, requestId),
    requestId,
  }
}

describe('Given ada with a freezer, bob with a narrow token, and a viewer in the house of ada', () => {
  let ada: Person
  let bob: Person
  let viewer: Person
  let freezer: { id: number }
  let narrow: { id: number; token: string }

  beforeAll(async () => {
    ;[ada, bob, viewer] = [
      await larder.person('ada'),
      await larder.person('bob'),
      await larder.person('viewer'),
    ]
    freezer = await ada.freezer()
    await ada.takeIn(viewer, 'viewer')
    narrow = await bob.larder.accounts.tokens.create({ name: 'narrow', scopes: ['account:read'] })
  })

  test('when a role does not allow it, then the refusal is recorded with who, what and from where', async () => {
    const { reason, logged, requestId } = await refused(
      'freezers.edit',
      { id: freezer.id, name: 'not yours to name' },
      { secret: viewer.session },
    )
    expect(reason).toBe('NOT_ALLOWED')
    expect(logged).toEqual([
      {
        type: 'AccessRefused',
        stream: `account-${viewer.accountId}`,
        audience: `account-${viewer.accountId}`,
        payload: { procedure: 'freezers.edit', reason, problem: null, isForeign: false },
        account_id: viewer.accountId,
        token_id: null,
        request_id: requestId,
        address: '203.0.113.7',
      },
    ])
  })

  test.each([
    ['ADMIN_REQUIRED', 'freezers.types.remove', { id: 1 }],
    ['PASSWORD_WRONG', 'accounts.changePassword', passwords('not the old one')],
  ])('when a session is refused with %s, then that is recorded', async (reason, path, input) => {
    const { logged, ...answer } = await refused(path, input, { secret: bob.session })
    expect(answer.reason).toBe(reason)
    expect(logged).toMatchObject([
      { type: 'AccessRefused', payload: { procedure: path, reason }, account_id: bob.accountId },
    ])
  })

  test.each([
    ['SCOPE_MISSING', 'freezers.list', {}],
    ['SESSION_REQUIRED', 'accounts.changePassword', passwords('the password of bob')],
  ])(
    'when a token is refused with %s, then which token is recorded',
    async (reason, path, input) => {
      const { logged, ...answer } = await refused(path, input, { secret: narrow.token })
      expect(answer.reason).toBe(reason)
      expect(logged).toMatchObject([
        {
          stream: `account-${bob.accountId}`,
          payload: { procedure: path, reason },
          account_id: bob.accountId,
          token_id: narrow.id,
        },
      ])
    },
  )

  test('when a revoked token is used, then its owner can see that it was', async () => {
    const { id, token } = await bob.larder.accounts.tokens.create({ name: 'old', scopes: ['*'] })
    await bob.larder.accounts.tokens.revoke({ id })
    const { logged } = await refused('freezers.list', {}, { secret: token })
    expect(logged).toMatchObject([
      {
        audience: `account-${bob.accountId}`,
        payload: { reason: 'CREDENTIAL_REFUSED', problem: 'revoked' },
        account_id: bob.accountId,
        token_id: id,
      },
    ])
  })

  test.each([
    ['unknown', 'larder_pat_000000000000000000000000000000003pvxzo'],
    ['malformed', 'hello'],
    ['expired', `larder_ses_${'x'.repeat(40)}`],
  ])(
    'when a credential is %s and nobody’s, then only administrators see it',
    async (problem, secret) => {
      const { logged } = await refused('freezers.list', {}, { secret })
      expect(logged).toMatchObject([
        {
          stream: expect.stringMatching(/^refused-/),
          audience: 'administrators',
          payload: { reason: 'CREDENTIAL_REFUSED', problem },
          account_id: null,
        },
      ])
      expect(JSON.stringify(logged)).not.toContain(secret)
    },
  )

  test('when a wrong administrator code is tried, then that is recorded, without the code', async () => {
    const adminCode = 'no-such-code-1'
    const newcomer = { email: 'eve@example.org', password: 'something long', displayName: 'eve' }
    const { logged } = await refused('accounts.register', { ...newcomer, adminCode })
    expect(logged).toMatchObject([{ payload: { reason: 'FIRST_ADMIN_CODE_WRONG' } }])
    expect(JSON.stringify(logged)).not.toContain(adminCode)
  })

  test('when a thing is foreign or missing, then administrators are told which, and nobody else', async () => {
    const secret = bob.session
    const foreign = await refused('freezers.get', { id: freezer.id }, { secret })
    const missing = await refused('freezers.get', { id: MISSING_ID }, { secret })
    expect(foreign.details).toEqual({ what: 'freezer', id: freezer.id })
    expect(missing.details).toEqual({ what: 'freezer', id: MISSING_ID })
    const [[of], [or]] = [foreign.logged, missing.logged]
    expect(of).toMatchObject({ audience: 'administrators', payload: { isForeign: true } })
    expect(or).toEqual({
      ...of,
      request_id: missing.requestId,
      payload: { ...of?.payload, isForeign: false },
    })
  })

  test('when several calls travel as a batch, then each refusal in it is recorded', async () => {
    const requestId = randomUUID()
    const response = await fetch(
      `${larder.url}/trpc/freezers.get,accounts.whoAmI,audit.list?batch=1`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${bob.session}`,
          'x-request-id': requestId,
        },
        body: JSON.stringify({ 0: { id: freezer.id }, 1: {}, 2: {} }),
      },
    )
    await response.text()
    const logged = await soonLoggedUnder(database, requestId, 2)
    expect(logged.map(({ payload }) => payload['reason']).sort()).toEqual([
      'ADMIN_REQUIRED',
      'NOT_FOUND',
    ])
  })

  test('when a refused command is repeated under its key, then each attempt is recorded', async () => {
    const options = { secret: viewer.session, idempotencyKey: randomUUID() }
    const input = { id: freezer.id, name: 'still not' }
    const first = await refused('freezers.edit', input, options)
    const second = await refused('freezers.edit', input, options)
    expect([first.reason, second.reason]).toEqual(['NOT_ALLOWED', 'NOT_ALLOWED'])
  })

  test('when something merely is wrong, then nothing is recorded', async () => {
    const requestId = randomUUID()
    const headers = { 'x-request-id': requestId }
    const bad = { secret: bob.session, headers }
    await larder.call('freezers.get', { id: 'one' }, bad)
    await larder.call('freezers.nothing', {}, bad)
    await larder.call('freezers.list', {}, { headers })
    await refused('freezers.get', { id: MISSING_ID }, { secret: bob.session })
    expect(await loggedUnder(database, requestId)).toEqual([])
  })
})

function passwords(currentPassword: string) {
  return { currentPassword, newPassword: 'another long one' }
}

import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

/** The log lines of a request. */
async function linesOf(requestId: string): Promise<Record<string, unknown>[]> {
  for (;;) {
    const lines = larder
      .logs()
      .split('\n')
      .filter((line) => line.includes(requestId))
    if (lines.some((line) => line.includes('request finished')))
      return lines.map((line) => JSON.parse(line))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('Given a request', () => {
  test('when it is answered, then one line says what was called, by whom, and how it went', async () => {
    const ada = await larder.person('ada')
    const requestId = 'log-test-1'
    await larder.call(
      'freezers.list',
      {},
      { secret: ada.session, headers: { 'x-request-id': requestId } },
    )
    expect(await linesOf(requestId)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        requestId,
        method: 'POST',
        route: '/trpc/:path',
        procedure: 'freezers.list',
        status: 200,
        ms: expect.any(Number),
        accountId: ada.accountId,
        address: '127.0.0.1',
        msg: 'request finished',
      },
    ])
  })

  test('when it carries secrets, in whatever place, then no line does', async () => {
    const requestId = 'log-test-2'
    const secrets = { email: 'olive@example.org', password: 'olives under the stairs' }
    const headers = {
      'x-request-id': requestId,
      cookie: 'session=olives',
      'idempotency-key': 'olives-key',
      'user-agent': 'olives',
    }
    const input = encodeURIComponent(JSON.stringify(secrets))
    await larder.call(`accounts.logIn?input=${input}`, secrets, {
      secret: 'larder_ses_olives',
      headers,
    })
    expect(await linesOf(requestId)).toHaveLength(1)
    expect(larder.logs()).not.toMatch(/olive/)
  })

  test('when it goes wrong on the server, then the log says why and the answer only where to look', async () => {
    const { session } = await larder.person('ada')
    const requestId = 'log-test-3'
    await sql`alter table product_type_names rename to gone`.execute(larder.database.writer)
    const answer = await larder.call(
      'freezers.types.list',
      {},
      {
        secret: session,
        headers: { 'x-request-id': requestId },
      },
    )
    await sql`alter table gone rename to product_type_names`.execute(larder.database.writer)
    expect(answer.status).toBe(500)
    expect(answer.error()).toMatchObject({
      message: `Something went wrong on the server. Its log says what, under the request id ${requestId}.`,
      data: { reason: 'INTERNAL', details: { requestId } },
    })
    expect(answer.body).not.toMatch(/product_type_names|node_modules|select/)
    const [failure] = (await linesOf(requestId)).filter(({ level }) => level === 'error')
    expect(failure).toMatchObject({
      requestId,
      procedure: 'freezers.types.list',
      err: { message: expect.stringContaining('product_type_names'), stack: expect.any(String) },
      msg: 'unexpected error',
    })
  })
})

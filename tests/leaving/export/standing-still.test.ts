import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get, ServerResponse } from 'node:http'
import { createServices } from '@larder/api'
import { createLarder } from '@larder/sdk'
import { expect, test, vi } from 'vitest'
import { afterwards, serveHere, startLarder } from '#harness'
import { fillFreezer } from './many-products.ts'

const long = { timeout: 120_000 }
const larder = await startLarder()

/** A minute is half a second in what it answers; answers what it was told. */
function shortenedLimits(): () => number[] {
  const wait = ServerResponse.prototype.setTimeout
  const limit = vi.spyOn(ServerResponse.prototype, 'setTimeout').mockImplementation(function (
    this: ServerResponse,
    ms,
    over,
  ) {
    return wait.call(this, ms / 120, over)
  })
  afterwards(() => limit.mockRestore())
  return () => limit.mock.calls.map(([ms]) => ms)
}

test(
  'Given a reader that stands still, when 60 s are over, then its export is broken off and another one begins',
  long,
  async () => {
    const ada = await larder.person('ada')
    const freezer = await ada.freezer()
    await fillFreezer(larder.database, { householdId: ada.householdId, id: freezer.id })
    const url = await serveHere(createServices(larder.database))
    const limits = shortenedLimits()
    const headers = { authorization: `Bearer ${ada.session}` }
    const [answer] = (await once(
      get(`${url}/account/export`, { headers, agent: false }),
      'response',
    )) as [IncomingMessage]
    expect(answer.statusCode).toBe(200)
    const { exportAccount } = createLarder({ url, token: ada.session })
    await expect(exportAccount()).rejects.toMatchObject({ reason: 'EXPORT_RUNNING' })
    expect(limits()).toEqual([60_000])
    const another = () => exportAccount().then(({ blob }) => blob(), String)
    await expect
      .poll(another, { timeout: 20_000, interval: 200 })
      .toMatchObject({ size: expect.any(Number) })
    answer.resume()
    await expect(once(answer, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
  },
)

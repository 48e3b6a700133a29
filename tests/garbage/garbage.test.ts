import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcedureMeta } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import type { Sender, Tally } from './bombard.ts'
import { bombard } from './bombard.ts'
import { readProcedures } from './procedures.ts'
import type { Reply } from './serve.ts'
import { refusal, serve } from './serve.ts'

const INPUTS = Number(process.env['GARBAGE'] ?? 60)
const long = { timeout: 60_000 + INPUTS * 200 }

const larder = await startLarder()
const ada = await larder.person('ada', { isAdmin: true })
const tallies: Tally[] = []

// Something for the small ids that most inputs name.
for (let n = 0; n < 5; n++) await ada.product(await ada.freezer({ boxes: 3 }))

const procedures = readProcedures()

describe.each(procedures)('Given $path', ({ path, meta, schema }) => {
  test(
    `when it gets ${INPUTS} pieces of garbage, then 4xx comes out, soon and with its reason`,
    long,
    async () => {
      const target = { url: larder.url, path, schema, reasons: meta.reasons }
      tallies.push(await bombard(target, [await owner(meta), {}], { numRuns: INPUTS }))
    },
  )
})

describe('Given all of that', () => {
  test('then every procedure was asked, and the server is well', async () => {
    expect(tallies).toHaveLength(procedures.length)
    expect(await ada.logIn()).toBeDefined()
    const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0)
    const slowest = Math.max(...tallies.map(({ slowestMs }) => slowestMs))
    // Else it would be the door that held, and not what is behind it.
    expect(sum('done')).toBeGreaterThan(sum('calls') / 20)
    figure(
      11,
      `${INPUTS} inputs a procedure, ${sum('calls')} calls, ${sum('done')} of them good enough: 0 5xx, slowest ${Math.round(slowest)} ms`,
    )
  })
})

/** The owner of a household, who is an administrator too, so that all of the code is reached. */
async function owner({ audience }: ProcedureMeta): Promise<Sender> {
  const sender: Sender = {}
  const signIn = async () => {
    sender.secret = (await ada.logIn()).session
  }
  await signIn()
  if (audience === 'session') sender.renew = signIn
  return sender
}

describe('Given a server that garbage gets the better of', () => {
  const [schema] = procedures.flatMap(({ path, schema }) =>
    path === 'freezers.create' ? schema : [],
  )

  const slowly = async (): Promise<Reply> => {
    await sleep(1_100)
    return [400, refusal('NOT_FOUND')]
  }

  test.each<[what: string, found: string, answer: () => Reply | Promise<Reply>]>([
    ['answers some of it with 500', 'answered with 500', () => [500, refusal('INTERNAL')]],
    ['answers some of it with plain text', 'no published reason', () => [400, 'Bad Request']],
    ['invents a reason for some of it', 'contract does not', () => [409, refusal('TYPE_IN_USE')]],
    ['takes its time for some of it', 'took', slowly],
  ])('control: when it %s, then that is found', long, async (_, found, answer) => {
    const url = await serve(async (request) =>
      (await text(request)).includes('null') ? answer() : [400, refusal('INVALID_INPUT')],
    )
    const target = { url, path: 'freezers.create', schema: schema ?? {}, reasons: [] }
    const attempt = bombard(target, [{}], { numRuns: 1_000, endOnFailure: true })
    await expect(attempt).rejects.toMatchObject({
      cause: { message: expect.stringContaining(found) },
    })
  })
})

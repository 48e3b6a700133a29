import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcedureMeta } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import type { Sender, Tally } from './bombard.ts'
import { bombard } from './bombard.ts'
import { PUBLIC_IDS } from './nearly-valid.ts'
import { readProcedures } from './procedures.ts'
import type { Reply } from './serve.ts'
import { refusal, serve } from './serve.ts'

const INPUTS = Number(process.env['GARBAGE'] ?? 60)
const long = { timeout: 60_000 + INPUTS * 200 }

const larder = await startLarder()
const ada = await larder.person('ada', { accountRole: 'admin' })
const tallies: Tally[] = []

// Something for the small ids that most inputs name.
for (let n = 0; n < 5; n++) await ada.product(await ada.freezer({ boxes: 3 }))

await named()

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

/** Videos and playlists of hers, by the ids that inputs name. */
async function named(): Promise<void> {
  const { database } = larder
  const channel = await insertChannel(database, { account_id: ada.accountId })
  for (const public_id of PUBLIC_IDS.slice(0, -1)) {
    await insertVideo({ database }, { channel_id: channel.id, public_id })
    const { id } = await ada.larder.playlists.create({ title: 'soups' })
    const playlist = database.writer.updateTable('playlists').set({ public_id })
    await playlist.where('public_id', '=', id).execute()
  }
}

/** The owner of a household, who is an administrator too, so that all of the code is reached. */
async function owner({ audience }: ProcedureMeta): Promise<Sender> {
  const sender: Sender = {}
  const signIn = async () => {
    sender.secret = (await ada.logIn()).session
  }
  await signIn()
  if (audience === 'session') sender.renew = signIn
  if (audience === 'admin') {
    // Some of it makes another administrator, who takes her place.
    sender.renew = async () => {
      await reinstate()
      await signIn()
    }
  }
  return sender
}

function reinstate(): Promise<unknown> {
  return larder.database.writer
    .updateTable('accounts')
    .set({ role: 'admin', disabled_at: null, disabled_reason: null })
    .where('id', '=', ada.accountId)
    .execute()
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

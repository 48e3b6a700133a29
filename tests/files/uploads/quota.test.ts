import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'
import type { UploadAnswer } from './put-file.ts'
import { putFile } from './put-file.ts'
import { slowBody } from './slow-body.ts'
import { begin, patch, placeOf } from './tus.ts'

const QUOTA = 10_000_000
const FILE_BYTES = 1_000_000

const larder = await startLarder({
  settings: {
    LARDER_STORAGE_PER_ACCOUNT: String(QUOTA),
    LARDER_FILE_SIZE: '5000000',
    LARDER_UPLOADS_PER_ACCOUNT: '30',
  },
})

type Upload = (bytes: Uint8Array, secret: string) => Promise<UploadAnswer>

const ways: Record<string, Upload> = {
  'of an announced size': (bytes, secret) => putFile(larder, bytes, { secret, as: 'file' }),
  'of no announced size': (bytes, secret) =>
    putFile(larder, slowBody(bytes, { pieces: 5, pauseMs: 5 }), { secret, as: 'file' }),
  'over several requests': async (bytes, secret) => {
    const begun = await begin(larder, bytes.length, { secret, as: 'file' })
    return begun.status === 201 ? patch(placeOf(larder, begun), 0, bytes, { secret }) : begun
  },
}

for (const [way, upload] of Object.entries(ways)) {
  test(`Given room for ten files, when twenty ${way} come at once, then at most ten are kept`, async () => {
    const ada = await larder.person('ada')
    let isOver = false
    let most = 0
    const watching = (async () => {
      while (!isOver) {
        most = Math.max(most, await taken(ada.accountId))
        await sleep(2)
      }
    })()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => upload(randomBytes(FILE_BYTES), ada.session)),
    )
    isOver = true
    await watching
    const refused = answers.filter(({ status }) => status >= 300)
    expect(refused.map((answer) => [answer.status, answer.reason()])).toEqual(
      refused.map(() => [413, 'QUOTA_EXCEEDED']),
    )
    const { files, uploads } = await rowsOf(larder, ada.accountId)
    const bytes = files.reduce((sum, { counted_bytes }) => sum + counted_bytes, 0)
    // What is reserved in steps, without an announcement, may keep some out that would have fitted.
    if (way === 'of no announced size') expect(files.length).toBeGreaterThan(4)
    else expect(files.length).toBe(10)
    expect(files.length).toBe(20 - refused.length)
    expect(bytes).toBeLessThanOrEqual(QUOTA)
    expect(most).toBeLessThanOrEqual(QUOTA)
    expect(await taken(ada.accountId)).toBe(bytes)
    expect(uploads).toEqual([])
    expect(incomingOf(larder)).toEqual([])
    figure(
      19,
      `20 uploads ${way} at once on a quota for 10: ${files.length} kept, never more than ${most} of ${QUOTA} bytes taken`,
    )
  })
}

test('control: twenty that look first, and then reserve without holding the account, take too much', async () => {
  const { accountId } = await larder.person('ada')
  const { database } = larder
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      if ((await taken(accountId)) + FILE_BYTES > QUOTA) return
      await sleep(5)
      const created_at = new Date().toISOString()
      const expires_at = new Date(Date.now() + 60_000).toISOString()
      const facts = { account_id: accountId, name: 'x', kind: 'file', size: FILE_BYTES } as const
      const times = { created_at, expires_at, locked_by: null, locked_until: null }
      const row = { id: randomUUID().slice(0, 32), ...facts, ...times, reserved_bytes: FILE_BYTES }
      await database.transaction((db) => db.insertInto('uploads').values(row).execute())
    }),
  )
  expect(await taken(accountId)).toBeGreaterThan(QUOTA)
})

test('Given a file that is too large, when it comes in pieces without a size, then it is cut off with 413', async () => {
  const bob = await larder.person('bob')
  const endless = () => {
    let pieces = 0
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (pieces++ === 2_000) return controller.close()
        controller.enqueue(new Uint8Array(65_536))
      },
    })
  }
  const large = await putFile(larder, endless(), { secret: bob.session })
  expect([large.status, large.reason()]).toEqual([413, 'FILE_TOO_LARGE'])
  for (let kept = 0; kept < 2; kept++) {
    const file = await putFile(larder, randomBytes(4_500_000), { secret: bob.session })
    expect(file.status).toBe(201)
  }
  const more = await putFile(larder, endless(), { secret: bob.session })
  expect([more.status, more.reason()]).toEqual([413, 'QUOTA_EXCEEDED'])
  const announced = await putFile(larder, randomBytes(5_000_001), { secret: bob.session })
  expect([announced.status, announced.reason()]).toEqual([413, 'FILE_TOO_LARGE'])
  const form = new FormData()
  form.append('file', new Blob([randomBytes(4_000_000)]), 'peas')
  const headers = { authorization: `Bearer ${bob.session}` }
  const posted = await fetch(`${larder.url}/files`, { method: 'POST', headers, body: form })
  expect(posted.status).toBe(413)
  expect(await taken(bob.accountId)).toBe(9_000_000)
  expect(incomingOf(larder)).toEqual([])
})

test('Given thirty unfinished uploads, when one more begins, then it waits for one of them', async () => {
  const { session: secret, larder: hers } = await larder.person('ada')
  const begun = await Promise.all(Array.from({ length: 30 }, () => begin(larder, 4, { secret })))
  expect(begun.map(({ status }) => status)).toEqual(begun.map(() => 201))
  const more = await begin(larder, 4, { secret })
  expect([more.status, more.reason()]).toEqual([409, 'UPLOAD_LIMIT_REACHED'])
  const { items } = await hers.files.uploads.list()
  expect(items.length).toBe(30)
  expect(items[0]).toMatchObject({ name: 'peas.bin', size: 4, received: 0, resumable: true })
  await hers.files.uploads.cancel({ id: items[0]?.id ?? '' })
  expect((await begin(larder, 4, { secret })).status).toBe(201)
})

/** What an account keeps and reserves. */
async function taken(accountId: number): Promise<number> {
  const { reader } = larder.database
  const { bytes } = await reader
    .selectFrom('accounts')
    .where('accounts.id', '=', accountId)
    .select((eb) => [
      eb('stored_bytes', '+', (inner) =>
        inner
          .selectFrom('uploads')
          .where('account_id', '=', accountId)
          .select(({ fn }) =>
            fn.coalesce(fn.sum<number>('reserved_bytes'), inner.lit(0)).as('sum'),
          ),
      ).as('bytes'),
    ])
    .executeTakeFirstOrThrow()
  return Number(bytes)
}

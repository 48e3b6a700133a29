import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { expect, test } from 'vitest'
import { figure, openStorage, startLarder } from '#harness'
import { downloaded } from './download.ts'
import { incomingOf, rowsOf } from './kept.ts'
import { putFile, sha256 } from './put-file.ts'
import { slowBody } from './slow-body.ts'
import { begin, patch, placeOf, progress } from './tus.ts'

/** The long version: `KILLS=1000`. */
const KILLS = Number(process.env['KILLS'] ?? 20)
const PIECE_BYTES = 400_000
const FILE_BYTES = 4 * PIECE_BYTES

const larder = await startLarder()
const ada = await larder.person('ada')
const secret = ada.session

/** What was begun takes of the quota for two minutes more, and is then swept with its bytes. */
async function sweepWhatIsOver(): Promise<void> {
  const later = { now: () => new Date(Date.now() + 121_000) }
  const sweeping = { database: larder.database, storage: openStorage(larder), clock: later }
  for await (const _ of sweep(sweeping, { graceMs: 0, dryRun: false, strays: true }));
}

test(
  `Given a server that is killed ${KILLS} times, when uploads go on over it, then each ends as what was sent`,
  async () => {
    let kills = 0
    let mostSentAgain = 0
    let finished = (await rowsOf(larder)).files.length
    while (kills < KILLS) {
      const bytes = randomBytes(FILE_BYTES)
      const place = placeOf(larder, await begin(larder, FILE_BYTES, { secret, as: 'file' }))
      let offset = 0
      let fileId = Number.NaN
      while (Number.isNaN(fileId)) {
        const piece = bytes.subarray(offset, offset + PIECE_BYTES)
        const body = slowBody(piece, { pieces: 8, pauseMs: 8 })
        const sending = patch(place, offset, body, { secret }).catch(() => undefined)
        if (kills < KILLS && Math.random() < 0.6) {
          kills++
          await sleep(Math.random() * 120)
          await larder.kill()
          await sending
          await larder.restart()
        }
        await sending
        const now = await progress(place, { secret })
        expect(now.status).toBe(200)
        // What was acknowledged is never asked for again.
        expect(now.offset).toBeGreaterThanOrEqual(offset)
        mostSentAgain = Math.max(mostSentAgain, offset + piece.length - now.offset)
        offset = now.offset
        fileId = now.fileId
      }
      finished++
      expect(await downloaded(larder, fileId, secret)).toEqual({
        size: FILE_BYTES,
        sha256: sha256(bytes),
      })
    }
    expect(mostSentAgain).toBeLessThanOrEqual(PIECE_BYTES)
    // Killed after the row was written and before its local bytes went, a server leaves them to the sweep.
    await sweepWhatIsOver()
    expect(incomingOf(larder)).toEqual([])
    const { uploads, files } = await rowsOf(larder)
    expect(uploads).toEqual([])
    expect(files.length).toBe(finished)
    figure(
      19,
      `${KILLS} kills of the server during ${finished} resumed uploads: all as sent, at most ${mostSentAgain} of ${PIECE_BYTES} bytes of a piece sent again`,
    )
  },
  60_000 + KILLS * 15_000,
)

test(
  `Given a server that is killed ${KILLS} times during PUT, when it is back, then a file is whole or not there`,
  async () => {
    const bob = await larder.person('bob')
    let whole = 0
    for (let kills = 0; kills < KILLS; kills++) {
      const bytes = randomBytes(PIECE_BYTES)
      const body = slowBody(bytes, { pieces: 8, pauseMs: 8 })
      const options = { secret: bob.session, as: 'file', name: sha256(bytes) }
      const sending = putFile(larder, body, options).catch(() => undefined)
      await sleep(Math.random() * 200)
      await larder.kill()
      const answer = await sending
      await larder.restart()
      const stored = (await bob.larder.files.list({})).items.filter(
        ({ name }) => name === sha256(bytes),
      )
      if (answer?.status === 201) expect(stored.length).toBe(1)
      for (const { id } of stored) {
        whole++
        expect((await downloaded(larder, id, bob.session)).sha256).toBe(sha256(bytes))
      }
    }
    await sweepWhatIsOver()
    expect(incomingOf(larder)).toEqual([])
    expect((await rowsOf(larder)).uploads).toEqual([])
    const blobs = await larder.database.reader.selectFrom('blobs').selectAll().execute()
    const { files } = await rowsOf(larder)
    const used = new Set(files.map(({ blob_id }) => blob_id))
    expect(blobs.filter(({ id, reference_count: n }) => n > 0 !== used.has(id))).toEqual([])
    figure(
      19,
      `${KILLS} kills of the server during PUT: ${whole} files whole, the others not there`,
    )
  },
  60_000 + KILLS * 15_000,
)

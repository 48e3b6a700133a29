import { listProjections, rebuild, retrySoon } from '@larder/api'
import { retryParked } from '@larder/api/src/event-log/projections/retry-parked.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makePlace } from './place.ts'
import { createTable, Ignored, readTally, tally } from './tally.ts'

const place = await makePlace()
const { database, clock } = place.services

describe('Given an event that a projection cannot take', () => {
  let isBroken = true
  let attempts = 0
  const projection = tally({
    check(note) {
      if (note !== 'bad' && note !== 'worse') return
      attempts++
      if (isBroken) throw new Error(`I cannot take "${note}".`)
    },
  })
  const other = tally({ name: 'other' })
  const status = async () => (await listProjections(database.reader, [projection]))[0]
  const seen = () => readTally(database.reader)

  beforeAll(async () => {
    await createTable(database, 'other')
    await place.note([
      ['a', 'a1'],
      ['b', 'b1'],
      ['b', 'bad'],
      ['a', 'a2'],
      ['b', 'b3'],
      ['b', 'worse'],
      ['c', 'c1'],
    ])
    await place.record('b', Ignored({}))
    await place.catchUp(projection)
    await place.catchUp(other)
  })

  test('then other streams and other projections go on, and its own waits behind it', async () => {
    expect(await seen()).toEqual({ a: 'a1 a2', b: 'b1', c: 'c1' })
    expect((await readTally(database.reader, 'other'))['b']).toBe('b1 bad b3 worse')
  })

  test('then it can be seen, with the reason and what waits behind it', async () => {
    expect(await status()).toMatchObject({
      lag: 0,
      parked: 3,
      givenUp: 0,
      error: 'I cannot take "bad".',
    })
  })

  test('then what comes later in its stream waits as well', async () => {
    await place.note([
      ['b', 'b5'],
      ['c', 'c2'],
    ])
    await place.catchUp(projection)
    expect(await seen()).toEqual({ a: 'a1 a2', b: 'b1', c: 'c1 c2' })
    expect(await status()).toMatchObject({ lag: 0, parked: 4 })
  })

  test('then it is tried again after a second, 5 s, 30 s ... and in the end given up', async () => {
    for (const seconds of [1, 5, 30, 120, 600, 3_600]) {
      const before = attempts
      await retryParked(place.services, projection)
      expect(attempts).toBe(before)
      place.passSeconds(seconds + 1)
      await retryParked(place.services, projection)
      expect(attempts).toBe(before + 1)
    }
    expect(await status()).toMatchObject({ parked: 4, givenUp: 1 })
    place.passSeconds(1_000_000)
    await retryParked(place.services, projection)
    expect(await status()).toMatchObject({ parked: 4, givenUp: 1 })
  })

  test('when the cause is repaired and it is retried, then its stream catches up in order', async () => {
    isBroken = false
    expect(await database.transaction((db) => retrySoon(db, 'tally', clock.now()))).toBe(1)
    await retryParked(place.services, projection)
    const caughtUp = { a: 'a1 a2', b: 'b1 bad b3 worse b5', c: 'c1 c2' }
    expect(await seen()).toEqual(caughtUp)
    expect(await status()).toMatchObject({ lag: 0, parked: 0, givenUp: 0, error: null })
    await rebuild(place.services, projection, { holder: 'test' })
    expect(await seen()).toEqual(caughtUp)
  })

  test('when two processes retry at once, then nothing is applied twice', async () => {
    isBroken = true
    await place.note(Array.from({ length: 20 }, (_, n) => ['d', n === 3 ? 'bad' : `d${n}`]))
    await place.catchUp(projection)
    isBroken = false
    place.passSeconds(2)
    await Promise.all([1, 2, 3].map(() => retryParked(place.services, projection)))
    const notes = Array.from({ length: 20 }, (_, n) => (n === 3 ? 'bad' : `d${n}`))
    expect((await seen())['d']).toBe(notes.join(' '))
  })
})

import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import type { Scene } from './scene.ts'
import { sceneOf } from './scene.ts'

const larder = await startLarder()
const PEOPLE = 50
let scene: Scene

beforeEach(async () => {
  scene = await sceneOf(larder)
})

/** An event of each kind: one where there is a row to hold, and where there is none. */
const events: Record<string, () => Promise<number>> = {
  'a product that was taken out': async () => {
    await products().takeOut({ id: scene.peas })
    return scene.eventOf(`product-${scene.peas}`)
  },
  'a product that was put in': () => scene.eventOf(`product-${scene.peas}`),
  'a product that was deleted': async () => {
    await products().delete({ id: scene.peas })
    return scene.eventOf(`product-${scene.peas}`)
  },
  'a freezer that was made': async () => {
    const { id } = await scene.person.freezer()
    return scene.eventOf(`freezer-${id}`)
  },
  'a freezer that was deleted': async () => {
    const { id } = await scene.person.freezer()
    await scene.person.larder.freezers.delete({ id })
    return scene.eventOf(`freezer-${id}`)
  },
}

describe.each(Object.entries(events))('Given %s', (what, act) => {
  test('when fifty undo it at once, then one does, and the others hear by what', async () => {
    const eventId = await act()
    const attempts = Array.from({ length: PEOPLE }, () => scene.undo(eventId))
    const outcomes = await Promise.allSettled(attempts)
    const done = outcomes.filter((outcome) => outcome.status === 'fulfilled')
    expect(done).toHaveLength(1)
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as { details: object }] : [],
    )
    const undoneBy = done[0]?.value.eventId
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ reason: 'ALREADY_UNDONE', details: { eventId, undoneBy } })
    }
    figure(
      3,
      `${PEOPLE} people undo ${what} at once: 1 does, ${refusals.length} hear that it is done`,
    )
  })
})

describe('Given two people', () => {
  test('when one undoes a taking out and others take the number, then nobody has it twice', async () => {
    for (let round = 0; round < 10; round++) {
      const freezer = await scene.person.freezer()
      const { id } = await scene.person.product(freezer, { number: 1 })
      await products().takeOut({ id })
      const eventId = await scene.eventOf(`product-${id}`)
      const others = Array.from({ length: 4 }, () => scene.person.product(freezer, { number: 1 }))
      const outcomes = await Promise.allSettled([scene.undo(eventId), ...others])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reasons = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [(outcome.reason as { reason: string }).reason] : [],
      )
      expect(['NUMBER_TAKEN', 'UNDO_BLOCKED']).toEqual(
        expect.arrayContaining([...new Set(reasons)]),
      )
    }
  })

  test('when one brings a freezer back and others take its name, then one of them has it', async () => {
    for (let round = 0; round < 10; round++) {
      const name = randomUUID()
      const { id } = await scene.person.freezer({ name })
      await scene.person.larder.freezers.delete({ id })
      const eventId = await scene.eventOf(`freezer-${id}`)
      const others = Array.from({ length: 4 }, () => scene.person.freezer({ name }))
      const outcomes = await Promise.allSettled([scene.undo(eventId), ...others])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reasons = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [(outcome.reason as { reason: string }).reason] : [],
      )
      expect(['FREEZER_NAME_TAKEN', 'UNDO_BLOCKED']).toEqual(
        expect.arrayContaining([...new Set(reasons)]),
      )
    }
  })

  test('when they undo moves in opposite directions, then both are done', async () => {
    const here = { id: scene.freezerId }
    const there = await scene.person.freezer()
    for (let round = 0; round < 10; round++) {
      const one = await scene.person.product(here, { box: 2 })
      const other = await scene.person.product(there, { box: 2 })
      await products().move({ id: one.id, freezerId: there.id, box: 3 })
      await products().move({ id: other.id, freezerId: here.id, box: 3 })
      const ids = [
        await scene.eventOf(`product-${one.id}`),
        await scene.eventOf(`product-${other.id}`),
      ]
      await Promise.all(ids.map((eventId) => scene.undo(eventId)))
    }
  })

  test('when a product type is removed while a product of it comes back, then one of the two', async () => {
    const keeper = await larder.person('keeper', { accountRole: 'admin' })
    const { types } = keeper.larder.freezers
    for (let round = 0; round < 10; round++) {
      const names = { en: randomUUID(), fr: randomUUID() }
      const { id: typeId } = await types.add({ names, usualMonths: null })
      const { id } = await scene.person.product({ id: scene.freezerId }, { typeId })
      await products().delete({ id })
      const eventId = await scene.eventOf(`product-${id}`)
      const [undone, removed] = await Promise.allSettled([
        scene.undo(eventId),
        types.remove({ id: typeId }),
      ])
      expect([undone.status, removed.status].sort()).toEqual(['fulfilled', 'rejected'])
      const { reason } = [undone, removed].find((each) => each.status === 'rejected') ?? {}
      expect(['UNDO_BLOCKED', 'TYPE_IN_USE']).toContain((reason as { reason: string }).reason)
    }
  })
})

describe('Given a lost reply', () => {
  test('when the same request is sent again, then it is answered again and done once', async () => {
    const eventId = await scene.eventOf(`product-${scene.peas}`)
    const { session: secret } = scene.person
    const request = { secret, idempotencyKey: randomUUID() }
    const first = await larder.call('freezers.history.undo', { eventId }, request)
    const second = await larder.call('freezers.history.undo', { eventId }, request)
    expect([first.status, second.body]).toEqual([200, first.body])
  })
})

function products() {
  return scene.person.larder.freezers.products
}

import { freezerEvents } from '@larder/api/src/freezers/events.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import type { Scene, Undone } from './scene.ts'
import { sceneOf } from './scene.ts'

const larder = await startLarder()
let scene: Scene

beforeEach(async () => {
  scene = await sceneOf(larder)
})

type Change = Undone['changes'][number]

/** How to do each thing, on what, and what undoing it changes. */
const doings: Record<string, () => Promise<{ thing: string; changes: Change[] }>> = {
  FreezerCreated: async () => {
    const { id } = await scene.person.freezer({ name: 'cellar', boxes: 3 })
    const before = '"cellar" with 3 boxes, in use'
    return { thing: `freezer-${id}`, changes: [{ what: 'freezer', before, after: null }] }
  },
  FreezerRenamed: async () => {
    await freezers().edit({ id: scene.freezerId, name: 'loft' })
    return ofFreezer({ what: 'name', before: '"loft"', after: '"attic"' })
  },
  FreezerResized: async () => {
    await freezers().edit({ id: scene.freezerId, boxes: 9 })
    return ofFreezer({ what: 'boxes', before: '9', after: '5' })
  },
  FreezerArchived: async () => {
    await freezers().archive({ id: scene.freezerId })
    return ofFreezer({ what: 'archived', before: 'archived', after: 'in use' })
  },
  FreezerRestored: async () => {
    await freezers().archive({ id: scene.freezerId })
    await freezers().restore({ id: scene.freezerId })
    return ofFreezer({ what: 'archived', before: 'in use', after: 'archived' })
  },
  FreezerDeleted: async () => {
    const { id } = await scene.person.freezer({ name: 'cellar', boxes: 3 })
    await freezers().delete({ id })
    const after = '"cellar" with 3 boxes, in use'
    return { thing: `freezer-${id}`, changes: [{ what: 'freezer', before: null, after }] }
  },
  ProductAdded: async () =>
    ofPeas({
      ...{ what: 'product', before: '"peas", box 1, number 1 of "attic", inside', after: null },
    }),
  ProductEdited: async () => {
    const facts = { name: 'green peas', description: 'small', typeId: 13, quantity: 4 }
    await products().edit({ id: scene.peas, ...facts, dateIn: '2024-02-01', periodMonths: null })
    return ofPeas(
      { what: 'name', before: '"green peas"', after: '"peas"' },
      { what: 'description', before: '"small"', after: '""' },
      { what: 'type', before: 'fish', after: 'soup' },
      { what: 'quantity', before: '4', after: '1' },
      { what: 'dateIn', before: '2024-02-01', after: '2024-01-10' },
      { what: 'periodMonths', before: 'for ever', after: '3 months' },
    )
  },
  ProductMoved: async () => {
    const { id: freezerId } = await scene.person.freezer({ name: 'cellar' })
    await products().move({ id: scene.peas, freezerId, box: 2, number: 7 })
    const [before, after] = ['box 2, number 7 of "cellar"', 'box 1, number 1 of "attic"']
    return ofPeas({ what: 'place', before, after })
  },
  ProductTakenOut: async () => {
    await products().takeOut({ id: scene.peas, reason: 'discarded', dateOut: '2024-02-03' })
    return ofPeas({ what: 'leaving', before: 'out on 2024-02-03: discarded', after: 'inside' })
  },
  ProductPutBack: async () => {
    await products().takeOut({ id: scene.peas, dateOut: '2024-02-03' })
    await products().putBack({ id: scene.peas, box: 4 })
    const [before, after] = ['box 4, number 1 of "attic"', 'box 1, number 1 of "attic"']
    return ofPeas(
      { what: 'place', before, after },
      { what: 'leaving', before: 'inside', after: 'out on 2024-02-03: eaten' },
    )
  },
  ProductDeleted: async () => {
    await products().delete({ id: scene.peas })
    const after = '"peas", box 1, number 1 of "attic", inside'
    return ofPeas({ what: 'product', before: null, after })
  },
}

describe.each(Object.entries(doings))('Given an event %s', (type, act) => {
  test('when it is undone, then everything is as before, and redone as after it', async () => {
    const { thing, changes } = await act()
    const eventId = await scene.eventOf(thing, type)
    const after = await scene.rows()
    const planned = await scene.undo(eventId, true)
    expect(planned).toMatchObject({ dryRun: true, eventId: null, changes, blockers: [] })
    expect(planned).toMatchObject({ isRedo: false, action: { eventId, type } })
    expect(await scene.rows()).toEqual(after)

    const undone = await scene.undo(eventId)
    expect(undone).toEqual({ ...planned, dryRun: false, eventId: expect.any(Number) })
    const before = await scene.rows()
    expect(before).not.toEqual(after)

    const redone = await scene.undo(undone.eventId ?? 0)
    expect(redone).toMatchObject({ isRedo: true, action: planned.action })
    expect(redone.changes).toEqual(changes.map(turned))
    expect(await scene.rows()).toEqual(after)

    await scene.undo(redone.eventId ?? 0)
    expect(await scene.rows()).toEqual(before)
  })
})

test('every type of event has its turn', async () => {
  const types = freezerEvents.map(({ type }) => type).filter((type) => type !== 'ActionUndone')
  expect(Object.keys(doings).sort()).toEqual(types.sort())
})

describe('Given a correction of several facts, some of which were corrected again', () => {
  test('when it is undone, then only the others go back', async () => {
    const { edit, get } = products()
    await edit({ id: scene.peas, name: 'green peas', quantity: 3 })
    const eventId = await scene.eventOf(`product-${scene.peas}`)
    await edit({ id: scene.peas, name: 'garden peas' })
    const { changes } = await scene.undo(eventId)
    expect(changes).toEqual([{ what: 'quantity', before: '3', after: '1' }])
    expect(await get({ id: scene.peas })).toMatchObject({ name: 'garden peas', quantity: 1 })
  })

  test('when all were corrected again, then those corrections are named', async () => {
    const { edit } = products()
    await edit({ id: scene.peas, name: 'green peas', quantity: 3 })
    const eventId = await scene.eventOf(`product-${scene.peas}`)
    await edit({ id: scene.peas, name: 'garden peas' })
    const name = await scene.eventOf(`product-${scene.peas}`)
    await edit({ id: scene.peas, quantity: 2 })
    const quantity = await scene.eventOf(`product-${scene.peas}`)
    const { blockers } = await scene.undo(eventId, true)
    expect(blockers.map((blocker) => blocker.eventId)).toEqual([quantity, name])
  })
})

function freezers() {
  return scene.person.larder.freezers
}

function products() {
  return freezers().products
}

function ofFreezer(...changes: Change[]) {
  return { thing: `freezer-${scene.freezerId}`, changes }
}

function ofPeas(...changes: Change[]) {
  return { thing: `product-${scene.peas}`, changes }
}

function turned({ what, before, after }: Change): Change {
  return { what, before: after, after: before }
}

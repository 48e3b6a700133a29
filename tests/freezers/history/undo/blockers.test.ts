import { beforeEach, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import type { Scene } from './scene.ts'
import { sceneOf } from './scene.ts'

const larder = await startLarder()
let scene: Scene

beforeEach(async () => {
  scene = await sceneOf(larder)
})

interface Story {
  /** What somebody wants to undo. */
  eventId: number
  /** The last events of these things stand in the way. */
  blockers: number[]
}

/** What can stand in the way, each told as it happens. */
const stories: Record<string, () => Promise<Story>> = {
  'what was done since to a product that would never have been put in': async () => {
    const eventId = await latest()
    await products().move({ id: scene.peas, box: 2 })
    const moved = await latest()
    await products().edit({ id: scene.peas, quantity: 2 })
    return { eventId, blockers: [await latest(), moved] }
  },
  'the product that has the number now': async () => {
    await products().takeOut({ id: scene.peas })
    const eventId = await latest()
    const beans = await add('beans')
    return { eventId, blockers: [await scene.eventOf(beans)] }
  },
  'the move that brought another product to the number': async () => {
    const beans = await add('beans', { box: 3 })
    await products().move({ id: scene.peas, box: 2 })
    const eventId = await latest()
    await products().move({ id: idOf(beans), box: 1, number: 1 })
    return { eventId, blockers: [await scene.eventOf(beans)] }
  },
  'those in whose way the one in the way would be, in their turn': async () => {
    const beans = await add('beans', { box: 3 })
    await products().move({ id: scene.peas, box: 2 })
    const eventId = await latest()
    await products().move({ id: idOf(beans), box: 1, number: 1 })
    const leeks = await add('leeks', { box: 3 })
    return { eventId, blockers: [await scene.eventOf(leeks), await scene.eventOf(beans)] }
  },
  'the archiving of the freezer that it would come back to': async () => {
    await products().takeOut({ id: scene.peas })
    const eventId = await latest()
    await freezers().archive({ id: scene.freezerId })
    return { eventId, blockers: [await ofFreezer()] }
  },
  'the shrinking of the freezer below its box': async () => {
    await products().move({ id: scene.peas, box: 5 })
    await products().move({ id: scene.peas, box: 1 })
    const eventId = await latest()
    await freezers().edit({ id: scene.freezerId, boxes: 4 })
    return { eventId, blockers: [await ofFreezer()] }
  },
  'products in boxes that would vanish': async () => {
    await freezers().edit({ id: scene.freezerId, boxes: 6 })
    const eventId = await ofFreezer()
    const beans = await add('beans', { box: 6 })
    await products().move({ id: scene.peas, box: 6, number: 9 })
    return { eventId, blockers: [await latest(), await scene.eventOf(beans)] }
  },
  'products in a freezer that would vanish, inside or out': async () => {
    const eventId = await ofFreezer()
    const added = await latest()
    await products().takeOut({ id: scene.peas })
    return { eventId, blockers: [await latest(), added] }
  },
  'a day out that would be before the day in': async () => {
    await products().edit({ id: scene.peas, dateIn: '2024-01-05' })
    const eventId = await latest()
    await products().takeOut({ id: scene.peas, dateOut: '2024-01-07' })
    return { eventId, blockers: [await latest()] }
  },
  'the freezer that has the name now': async () => {
    await freezers().edit({ id: scene.freezerId, name: 'loft' })
    const eventId = await ofFreezer()
    const { id } = await scene.person.freezer({ name: 'Attic' })
    return { eventId, blockers: [await scene.eventOf(`freezer-${id}`)] }
  },
  'its own new name, which another freezer has': async () => {
    await scene.person.freezer({ name: 'cellar' })
    await freezers().archive({ id: scene.freezerId })
    const eventId = await ofFreezer()
    await freezers().edit({ id: scene.freezerId, name: 'cellar' })
    return { eventId, blockers: [await ofFreezer()] }
  },
  'the end of the freezer itself': async () => {
    const { id } = await scene.person.freezer({ name: 'cellar' })
    await freezers().edit({ id, name: 'loft' })
    const eventId = await scene.eventOf(`freezer-${id}`)
    await freezers().delete({ id })
    return { eventId, blockers: [await scene.eventOf(`freezer-${id}`)] }
  },
  'the end of the product itself': async () => {
    await products().takeOut({ id: scene.peas })
    const eventId = await latest()
    await products().delete({ id: scene.peas })
    return { eventId, blockers: [await latest()] }
  },
  'the undoing of what it builds on': async () => {
    await products().takeOut({ id: scene.peas })
    const out = await latest()
    await products().putBack({ id: scene.peas })
    const { eventId } = await scene.undo(await latest())
    const undone = await scene.undo(out)
    return { eventId: eventId ?? 0, blockers: [undone.eventId ?? 0] }
  },
}

describe.each(Object.entries(stories))('Given in the way: %s', (_, tell) => {
  test('when somebody undoes it, then that is named, and nothing changes', async () => {
    const { eventId, blockers } = await tell()
    const before = await scene.rows()
    const events = await countEvents()
    const refusal = await scene.undo(eventId).catch((error: unknown) => error)
    const named = blockers.map((id) => expect.objectContaining({ eventId: id }))
    expect(refusal).toMatchObject({
      ...{ reason: 'UNDO_BLOCKED', status: 409 },
      details: { eventId, blockers: named, areAll: true },
    })
    const { blockers: planned, changes } = await scene.undo(eventId, true)
    expect([planned, changes]).toEqual([(refusal as Refusal).details.blockers, []])
    expect(planned.every(({ text, type }) => text !== '' && type !== '')).toBe(true)
    expect(await scene.rows()).toEqual(before)
    expect(await countEvents()).toBe(events)
  })

  test('when what is named is undone, in that order, then it can be undone', async () => {
    const { eventId, blockers } = await tell()
    for (const blocker of blockers) await scene.undo(blocker)
    expect((await scene.undo(eventId)).changes).not.toEqual([])
  })
})

describe('Given a product type that was removed since', () => {
  test('when a product of it would come back, then the removal is named', async () => {
    const keeper = await larder.person('keeper', { accountRole: 'admin' })
    const { types } = keeper.larder.freezers
    const names = { en: `game ${scene.peas}`, fr: `gibier ${scene.peas}` }
    const { id: typeId } = await types.add({ names, usualMonths: null })
    const hare = idOf(await add('hare', { typeId }))
    await products().edit({ id: hare, typeId: 1 })
    const eventId = await scene.eventOf(`product-${hare}`)
    await types.remove({ id: typeId })
    await expect(scene.undo(eventId)).rejects.toMatchObject({
      reason: 'UNDO_BLOCKED',
      details: {
        blockers: [{ type: 'ProductTypeRemoved', text: expect.stringContaining(names.en) }],
      },
    })
  })
})

describe('Given a freezer that was archived', () => {
  test('when what was taken out of it afterwards is undone, then it is inside again', async () => {
    await freezers().archive({ id: scene.freezerId })
    await products().takeOut({ id: scene.peas })
    await scene.undo(await latest())
    expect(await products().get({ id: scene.peas })).toMatchObject({ inside: true })
  })

  test('when what was put into it before is undone, then the archiving is named', async () => {
    const eventId = await latest()
    await freezers().archive({ id: scene.freezerId })
    const { blockers } = await scene.undo(eventId, true)
    const text = 'attic: freezer archived'
    expect(blockers).toEqual([{ eventId: await ofFreezer(), type: 'FreezerArchived', text }])
  })
})

describe('Given very much in the way', () => {
  test('when somebody undoes it, then the latest hundred are named', async () => {
    const eventId = await ofFreezer()
    const rows = Array.from(
      { length: 130 },
      (_, n) => `attic,,2,${n + 1},rice,,soup,2024-01-01,,,1`,
    )
    const header =
      'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
    await freezers().importCsv({ csv: [header, ...rows].join('\n') })
    const refusal = (await scene.undo(eventId).catch((error: unknown) => error)) as Refusal
    expect(refusal.details.blockers).toHaveLength(100)
    expect(refusal.details.areAll).toBe(false)
    expect(refusal.message).toContain('and more than 95 others')
  })
})

interface Refusal {
  message: string
  details: { blockers: object[]; areAll: boolean }
}

function freezers() {
  return scene.person.larder.freezers
}

function products() {
  return freezers().products
}

function latest(): Promise<number> {
  return scene.eventOf(`product-${scene.peas}`)
}

function ofFreezer(): Promise<number> {
  return scene.eventOf(`freezer-${scene.freezerId}`)
}

type NewProduct = Parameters<Scene['person']['product']>[1]

/** Puts another product in: into the first box, under the lowest free number, if nothing else is said. */
async function add(name: string, product: NewProduct = {}): Promise<string> {
  const { id } = await scene.person.product({ id: scene.freezerId }, { name, ...product })
  return `product-${id}`
}

function idOf(thing: string): number {
  return Number(thing.split('-')[1])
}

async function countEvents(): Promise<number> {
  return (await larder.database.reader.selectFrom('events').select('id').execute()).length
}

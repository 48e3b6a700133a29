import { createServices, rebuild } from '@larder/api'
import { historyProjection } from '@larder/api/src/freezers/history/history-projection.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import type { Scene } from './scene.ts'
import { sceneOf } from './scene.ts'

const larder = await startLarder()
let scene: Scene

beforeEach(async () => {
  scene = await sceneOf(larder)
})

describe('Given an action that was undone and done again', () => {
  test('then the history tells all of it, and marks what does not hold', async () => {
    await products().edit({ id: scene.peas, quantity: 2 })
    const edited = await latest()
    const undoing = await turn(edited)
    const redoing = await turn(undoing)
    const again = await turn(edited)
    const marks = await marksOf(scene.freezerId)
    expect(marks.slice(0, 4)).toEqual([
      [again, 'undone: correcting "peas"', null],
      [redoing, 'done again: correcting "peas"', again],
      [undoing, 'undone: correcting "peas"', null],
      [edited, '"peas" corrected: quantity', again],
    ])
    await turn(again)
    expect((await marksOf(scene.freezerId)).slice(1, 5).map(([, , undoneBy]) => undoneBy)).toEqual([
      await latest(),
      null,
      await latest(),
      null,
    ])
  })

  test('then every freezer that tells of the action tells of its undoing', async () => {
    const { id: cellar } = await scene.person.freezer({ name: 'cellar' })
    const { id: garage } = await scene.person.freezer({ name: 'garage' })
    await products().edit({ id: scene.peas, quantity: 2 })
    const edited = await latest()
    await products().move({ id: scene.peas, freezerId: cellar, box: 1 })
    await products().move({ id: scene.peas, freezerId: garage, box: 1 })
    const undoing = await turn(edited)
    const [home, between, end] = await Promise.all([scene.freezerId, cellar, garage].map(marksOf))
    const told = [undoing, 'undone: correcting "peas"', null]
    expect([home?.[0], end?.[0]]).toEqual([told, told])
    expect(between?.[0]?.[1]).toContain('moved')
    expect(home).toContainEqual([edited, '"peas" corrected: quantity', undoing])
  })

  test('then it is told in French to those who speak it', async () => {
    const bob = await larder.person('bob', { language: 'fr' })
    await scene.person.takeIn(bob)
    const { undo, list } = bob.larder.freezers.history
    const eventId = await latest()
    const { changes, action } = await undo({ eventId })
    const before = '« peas », boîte 1, numéro 1 de « attic », dedans'
    expect(changes).toEqual([{ what: 'product', before, after: null }])
    expect(action.text).toBe('« peas » rangé dans la boîte 1, numéro 1')
    const [latestEntry] = (await list({ freezerId: scene.freezerId })).items
    expect(latestEntry?.text).toBe('annulé : rangement de « peas »')
  })
})

describe('Given a history with much undone in it', () => {
  test('when it is derived anew, then it is the same', async () => {
    const { id: cellar } = await scene.person.freezer({ name: 'cellar' })
    const added = await latest()
    await products().move({ id: scene.peas, freezerId: cellar, box: 2 })
    const moved = await latest()
    await turn(moved)
    await turn(await latest())
    await turn(moved)
    await turn(added)
    await turn(await latest())
    const told = () => Promise.all([scene.freezerId, cellar].map(marksOf))
    const before = await told()
    await rebuild(createServices(larder.database), historyProjection, { holder: 'test' })
    expect(await told()).toEqual(before)
  })
})

describe('Given trends', () => {
  test('when what they count is undone and done again, then they follow', async () => {
    const { trends } = scene.person.larder.freezers
    const personal = async () => (await trends.personal()).items
    const soup = { typeId: 1, typeName: 'soup', count: 1 }
    expect(await personal()).toEqual([{ ...soup, lastOut: null }])
    await products().takeOut({ id: scene.peas, dateOut: '2024-02-01' })
    const out = await latest()
    expect(await personal()).toEqual([{ ...soup, lastOut: '2024-02-01' }])
    const undoing = await turn(out)
    expect(await personal()).toEqual([{ ...soup, lastOut: null }])
    await turn(await scene.eventOf(`product-${scene.peas}`, 'ProductAdded'))
    expect(await personal()).toEqual([])
    await turn(await latest())
    await turn(undoing)
    expect(await personal()).toEqual([{ ...soup, lastOut: '2024-02-01' }])
  })
})

describe('Given a freezer that was deleted', () => {
  test('then those of its household still hear its history, and can have it back', async () => {
    const { freezers } = scene.person.larder
    const { id } = await scene.person.freezer({ name: 'cellar' })
    await freezers.delete({ id })
    const { items } = await freezers.history.list({ freezerId: id })
    expect(items.map(({ type }) => type)).toEqual(['FreezerDeleted', 'FreezerCreated'])
    await scene.undo(items[0]?.id ?? 0)
    expect(await freezers.get({ id })).toMatchObject({ name: 'cellar', archivedAt: null })
  })

  test('then others hear that there is none', async () => {
    const { id } = await scene.person.freezer()
    await scene.person.larder.freezers.delete({ id })
    const eve = await larder.person('eve')
    await expect(eve.larder.freezers.history.list({ freezerId: id })).rejects.toMatchObject({
      ...{ reason: 'NOT_FOUND', details: { what: 'freezer', id } },
    })
  })
})

async function turn(eventId: number): Promise<number> {
  return (await scene.undo(eventId)).eventId ?? 0
}

/** What the history of a freezer tells, newest first, and by what each of it is undone. */
async function marksOf(freezerId: number): Promise<[number, string, number | null][]> {
  const { items } = await scene.person.larder.freezers.history.list({ freezerId })
  return items.map(({ id, text, undoneBy }) => [id, text, undoneBy])
}

function latest(): Promise<number> {
  return scene.eventOf(`product-${scene.peas}`)
}

function products() {
  return scene.person.larder.freezers.products
}

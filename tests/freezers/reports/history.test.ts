import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given a freezer with a life behind it', () => {
  let ada: Person
  let bob: Person
  let freezerId: number
  let started: string

  beforeAll(async () => {
    started = new Date().toISOString()
    ada = await larder.person('ada')
    bob = await larder.person('bob', { language: 'fr' })
    await ada.takeIn(bob)
    const { freezers } = ada.larder
    const { products } = freezers
    freezerId = (await ada.freezer({ name: 'frigo', boxes: 4 })).id
    await freezers.edit({ id: freezerId, name: 'attic' })
    await freezers.edit({ id: freezerId, boxes: 5 })
    const { id } = await ada.product({ id: freezerId })
    await bob.larder.freezers.products.edit({ id, quantity: 3, name: 'green peas' })
    await bob.larder.freezers.products.move({ id, box: 2 })
    await products.takeOut({ id, reason: 'given away' })
    await products.putBack({ id })
    await products.takeOut({ id, reason: 'discarded' })
    await products.delete({ id })
    await freezers.archive({ id: freezerId })
    await freezers.restore({ id: freezerId })
  })

  test('then all of it is told, newest first', async () => {
    expect(await told(ada)).toEqual([
      'freezer restored',
      'freezer archived',
      '"green peas" deleted as a mistake',
      '"green peas" taken out of box 2, number 1: discarded',
      '"green peas" put back into box 2, number 1',
      '"green peas" taken out of box 2, number 1: given away',
      '"green peas" moved from box 1, number 1 to box 2, number 1',
      '"peas" corrected: name, quantity',
      '"peas" put into box 1, number 1',
      'resized from 4 to 5 boxes',
      'renamed from "frigo" to "attic"',
      'freezer "frigo" created with 4 boxes',
    ])
  })

  test('then it is told in French to those who speak it', async () => {
    expect(await told(bob)).toEqual([
      'congélateur remis en service',
      'congélateur archivé',
      '« green peas » supprimé par erreur de saisie',
      '« green peas » sorti (dans la boîte 2, numéro 1) : jeté',
      '« green peas » remis dans la boîte 2, numéro 1',
      '« green peas » sorti (dans la boîte 2, numéro 1) : donné',
      '« green peas » déplacé : avant dans la boîte 1, numéro 1, maintenant dans la boîte 2, numéro 1',
      '« peas » corrigé : name, quantity',
      '« peas » rangé dans la boîte 1, numéro 1',
      'passé de 4 à 5 boîtes',
      'renommé de « frigo » en « attic »',
      'congélateur « frigo » créé avec 4 boîtes',
    ])
  })

  test('then it says who did it, and when', async () => {
    const { items } = await ada.larder.freezers.history.list({ freezerId })
    const doers = items.map(({ by }) => by.displayName).reverse()
    expect(doers).toEqual(['ada', 'ada', 'ada', 'ada', 'bob', 'bob', ...Array(6).fill('ada')])
    expect(items.at(-1)?.by.accountId).toBe(ada.accountId)
    const times = items.map(({ at }) => at).reverse()
    expect(times).toEqual(times.toSorted())
    expect(times[0] && times[0] >= started).toBe(true)
    expect(times.at(-1)?.localeCompare(new Date().toISOString())).toBeLessThanOrEqual(0)
  })

  test('then an entry can be narrowed to what happened, before and after', async () => {
    const { items } = await ada.larder.freezers.history.list({ freezerId })
    const [edited] = items.filter((entry) => entry.type === 'ProductEdited')
    expect(edited?.payload).toMatchObject({
      from: { name: 'peas', quantity: 1 },
      to: { name: 'green peas', quantity: 3 },
    })
  })

  test('then it comes in pages', async () => {
    const { history } = ada.larder.freezers
    const first = await history.list({ freezerId, limit: 5 })
    expect(first.items).toHaveLength(5)
    const second = await history.list({ freezerId, limit: 7, cursor: first.nextCursor ?? '' })
    expect(second.nextCursor).toBeNull()
    const whole = await history.list({ freezerId })
    expect([...first.items, ...second.items]).toEqual(whole.items)
    const walked: unknown[] = []
    for await (const entry of history.list.all({ freezerId, limit: 5 })) walked.push(entry)
    expect(walked).toEqual(whole.items)
  })

  describe('when a product is moved to another freezer', () => {
    let otherId: number
    let latest: (freezerId: number) => Promise<{ text: string }>

    beforeAll(async () => {
      const { products, history } = ada.larder.freezers
      otherId = (await ada.freezer({ name: 'cellar' })).id
      const { id } = await ada.product({ id: freezerId }, { name: 'leeks', box: 3 })
      await products.move({ id, freezerId: otherId, box: 3, number: 1 })
      latest = async (id) =>
        (await history.list({ freezerId: id, limit: 1 })).items[0] ?? { text: '' }
    })

    test('then both tell of it', async () => {
      const moved = {
        type: 'ProductMoved',
        payload: { from: { freezerId, box: 3 }, to: { freezerId: otherId, box: 3 } },
      }
      expect(await latest(freezerId)).toMatchObject(moved)
      expect(await latest(otherId)).toMatchObject(moved)
    })

    test('then the words do not say that it went from box 3 to box 3', async () => {
      const nowhere = '"leeks" moved from box 3, number 1 to box 3, number 1'
      expect((await latest(freezerId)).text).not.toBe(nowhere)
    })
  })

  test('when a correction changes nothing, then it is no history', async () => {
    const { id } = await ada.product({ id: freezerId }, { name: 'beans' })
    await ada.larder.freezers.products.edit({ id, name: 'beans' })
    await ada.larder.freezers.edit({ id: freezerId, name: 'attic', boxes: 5 })
    const [latest] = (await ada.larder.freezers.history.list({ freezerId, limit: 1 })).items
    expect(latest?.type).toBe('ProductAdded')
  })

  async function told(person: Person): Promise<string[]> {
    const { items } = await person.larder.freezers.history.list({ freezerId })
    return items.map(({ text }) => text)
  }
})

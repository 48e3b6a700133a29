import { createLarder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { lossyLine } from './lossy-line.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const freezer = await ada.freezer({ name: 'cellar' })
const names = ['peas', 'corn', 'leek', 'kale', 'beet', 'okra', 'chard']
for (const name of names) await ada.product(freezer, { name })

async function watched() {
  const { url, requests } = await lossyLine(larder.url)
  return { requests, client: createLarder({ url, token: ada.session }) }
}

describe('Given a list of seven', () => {
  test.each([
    [1, 7],
    [3, 3],
    [7, 1],
    [undefined, 1],
  ])('when all of it is walked, %s at a time, then it takes %d requests', async (limit, count) => {
    const { client, requests } = await watched()
    const seen = await everything(client.freezers.products.list.all({ limit }))
    expect(seen.map(({ name }) => name)).toEqual(names)
    expect(requests).toHaveLength(count)
  })

  test('when the walk is broken off, then no further page is asked for', async () => {
    const { client, requests } = await watched()
    for await (const { name } of client.freezers.products.list.all({ limit: 2 })) {
      if (name === 'leek') break
    }
    expect(requests).toHaveLength(2)
  })

  test('when it is filtered and sorted, then so is the walk', async () => {
    const { client } = await watched()
    const walk = client.freezers.products.list.all({
      where: { name: { like: '%e%' } },
      sort: [{ by: 'name', direction: 'desc' }],
      limit: 2,
    })
    const seen = await everything(walk)
    expect(seen.map(({ name }) => name)).toEqual(['peas', 'leek', 'kale', 'beet'])
  })

  test('when there is nothing in it, then the walk is over at once', async () => {
    const { larder: bob } = await larder.person('bob')
    expect(await everything(bob.freezers.products.list.all())).toEqual([])
  })

  test('when a page is refused, then the walk throws that', async () => {
    const walk = ada.larder.freezers.history.list.all({ freezerId: 2_000_000_000 })
    await expect(walk.next()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })
})

async function everything<Item>(walk: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of walk) items.push(item)
  return items
}

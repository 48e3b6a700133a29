import { createLarder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { lossyLine } from './lossy-line.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const freezer = await ada.freezer()

/** Ada, and what she sends. */
async function watched() {
  const { url, requests } = await lossyLine(larder.url)
  return { requests, client: createLarder({ url, token: ada.session }) }
}

describe('Given calls that start together', () => {
  test('when they are queries, then they travel in one request', async () => {
    const { client, requests } = await watched()
    const [me, page, { items }] = await Promise.all([
      client.accounts.whoAmI(),
      client.freezers.list(),
      client.freezers.types.list(),
    ])
    expect(requests).toEqual([
      'POST /trpc/accounts.whoAmI,freezers.list,freezers.types.list?batch=1',
    ])
    expect([me.id, page.items, items.length]).toEqual([ada.accountId, [freezer], 27])
  })

  test('when there are more than a batch may hold, then in several', async () => {
    const { client, requests } = await watched()
    const asked = Array.from({ length: 45 }, () => client.freezers.get({ id: freezer.id }))
    expect(await Promise.all(asked)).toEqual(Array(45).fill(freezer))
    expect(requests.map((request) => request.split(',').length)).toEqual([20, 20, 5])
  })

  test('when one of them is refused, then the others are answered', async () => {
    const { client, requests } = await watched()
    const [good, bad] = await Promise.allSettled([
      client.freezers.get({ id: freezer.id }),
      client.freezers.get({ id: 2_000_000_000 }),
    ])
    expect(good).toMatchObject({ value: freezer })
    expect(bad).toMatchObject({ reason: { reason: 'NOT_FOUND', status: 404 } })
    expect(requests).toHaveLength(1)
  })

  test('when one holds what is no JSON, then the others are answered', async () => {
    const { client } = await watched()
    const [list, broken, me] = await Promise.allSettled([
      client.freezers.list(),
      client.freezers.get({ id: 1n as unknown as number }),
      client.accounts.whoAmI(),
    ])
    expect([list.status, me.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(broken).toMatchObject({ reason: new TypeError('Do not know how to serialize a BigInt') })
  })

  test('when they are commands, then each goes alone', async () => {
    const { client, requests } = await watched()
    const add = (name: string) =>
      client.freezers.products.add({ freezerId: freezer.id, box: 1, name, typeId: 1 })
    const added = await Promise.all([add('peas'), add('corn'), client.freezers.list()])
    expect(added).toHaveLength(3)
    expect(requests.sort()).toEqual([
      'POST /trpc/freezers.list',
      'POST /trpc/freezers.products.add',
      'POST /trpc/freezers.products.add',
    ])
  })
})

describe('Given calls that follow each other', () => {
  test('when one has its answer, then the next goes alone', async () => {
    const { client, requests } = await watched()
    await client.freezers.list()
    await client.freezers.list()
    expect(requests).toEqual(['POST /trpc/freezers.list', 'POST /trpc/freezers.list'])
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { unzip } from '../../leaving/export/unzip.ts'
import { fileOf } from './file-of.ts'

const larder = await startLarder()
const PRODUCTS = 600
const MOVES = 30

describe('Given a product that goes to and fro between two freezers, of which the first is full', () => {
  let ada: Person
  let goesToAndFro: () => Promise<'done'>

  beforeAll(async () => {
    ada = await larder.person('ada')
    const near = await ada.freezer({ name: 'near' })
    const far = await ada.freezer({ name: 'far' })
    const row = { freezer: 'near', box: '2' }
    const csv = fileOf(...Array.from({ length: PRODUCTS }, () => row))
    await ada.larder.freezers.importCsv({ csv })
    const { id } = await ada.product(near, { name: 'traveller' })
    goesToAndFro = async () => {
      for (let move = 0; move < MOVES; move++) {
        const freezerId = move % 2 === 0 ? far.id : near.id
        await ada.larder.freezers.products.move({ id, freezerId, box: 1 })
      }
      return 'done'
    }
  })

  test.for<[string, () => Promise<string>]>([
    ['the inventory', async () => (await ada.larder.freezers.exportCsv()).csv],
    [
      'the account',
      async () => {
        const { stream } = await ada.larder.exportAccount()
        const files = await unzip(new Uint8Array(await new Response(stream).arrayBuffer()))
        return files.get(`household-${ada.householdId}/inventory.csv`) ?? ''
      },
    ],
  ])('when %s is exported meanwhile, then every product is in it once', async ([, exported]) => {
    const travels = goesToAndFro()
    const counts: { rows: number; travellers: number }[] = []
    do {
      const [, ...rows] = (await exported()).trim().split('\n')
      const travellers = rows.filter((row) => row.includes('traveller')).length
      counts.push({ rows: rows.length, travellers })
    } while ((await Promise.race([travels, 'under way'])) !== 'done')
    expect(counts).toEqual(counts.map(() => ({ rows: PRODUCTS + 1, travellers: 1 })))
  })
})

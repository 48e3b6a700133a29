import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'

/** The long version: `MOVES=100`. */
const MOVES = Number(process.env['MOVES'] ?? 4)
const WORKERS = 50

const larder = await startLarder({ settings: { LARDER_MYSQL_CONNECTIONS: '50' } })

describe(`Given ${WORKERS} people who move products between two freezers, half of them each way`, () => {
  let ada: Person
  let products: { id: number; home: number; away: number }[]
  let statuses: number[]

  beforeAll(
    async () => {
      ada = await larder.person('ada')
      const [left, right] = [await ada.freezer({ boxes: 3 }), await ada.freezer({ boxes: 3 })]
      products = []
      for (let n = 0; n < WORKERS; n++) {
        const [home, away] = n % 2 === 0 ? [left, right] : [right, left]
        const { id } = await ada.product(home)
        products.push({ id, home: home.id, away: away.id })
      }
      statuses = (await Promise.all(products.map(moveToAndFro))).flat()
    },
    60_000 + MOVES * 10_000,
  )

  async function moveToAndFro({ id, home, away }: (typeof products)[number]): Promise<number[]> {
    const seen: number[] = []
    for (let move = 0; move < MOVES; move++) {
      const input = { id, freezerId: move % 2 === 0 ? away : home, box: 2 }
      // Without the SDK, which would try again what the server should have.
      const options = { secret: ada.session }
      seen.push((await larder.call('freezers.products.move', input, options)).status)
    }
    return seen
  }

  test('then nobody is told of a deadlock', () => {
    const errors = statuses.filter((status) => status !== 200).length
    expect({ moves: statuses.length, errors }).toEqual({ moves: WORKERS * MOVES, errors: 0 })
    figure(7, `${statuses.length} crossed moves by ${WORKERS} people: 0 errors`)
  })

  test('then every move is whole: the row says where it ended, and the freezer it left tells of it', async () => {
    const { reader } = larder.database
    const rows = await reader.selectFrom('products').select(['id', 'freezer_id']).execute()
    const events = await reader
      .selectFrom('events')
      .select(['stream', 'payload'])
      .where('type', '=', 'ProductMoved')
      .execute()
    expect(events).toHaveLength(statuses.length)
    for (const { id, home, away } of products) {
      const end = MOVES % 2 === 0 ? home : away
      expect(rows).toContainEqual({ id, freezer_id: end })
      const mine = events.filter(({ payload }) => (JSON.parse(payload) as Moved).productId === id)
      expect(mine.filter(({ stream }) => stream === `freezer-${home}`)).toHaveLength(
        Math.ceil(MOVES / 2),
      )
      expect(mine.filter(({ stream }) => stream === `freezer-${away}`)).toHaveLength(
        Math.floor(MOVES / 2),
      )
    }
  })
})

interface Moved {
  productId: number
}

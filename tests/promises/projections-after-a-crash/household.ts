import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '#harness'

/** A household that is busy with its freezers, a random action after the other. */
export interface Household {
  person: Person
  /** Goes on until the signal; answers how many actions there were. */
  work(signal: AbortSignal): Promise<number>
}

const TYPES = 27

/** Writers that never pause would leave the other processes no gap on SQLite, which has no queue. */
const LONGEST_PAUSE_MS = 40

export async function busyHousehold(person: Person): Promise<Household> {
  const freezers = [await person.freezer({ boxes: 50 }), await person.freezer({ boxes: 50 })]
  const { products } = person.larder.freezers
  const inside: number[] = []
  const outside: number[] = []
  const actions = [
    async () => void inside.push((await person.product(any(freezers), anyProduct())).id),
    async () => void inside.push((await person.product(any(freezers), anyProduct())).id),
    async () => withOne(inside, inside, (id) => products.edit({ id, typeId: anyType() })),
    async () =>
      withOne(inside, inside, (id) =>
        products.move({ id, freezerId: any(freezers).id, box: anyBox() }),
      ),
    async () => withOne(inside, outside, (id) => products.takeOut({ id, dateOut: anyDay(2) })),
    async () => withOne(outside, inside, (id) => products.putBack({ id })),
    async () => withOne(any([inside, outside]), [], (id) => products.delete({ id })),
  ]
  return {
    person,
    async work(signal) {
      let times = 0
      for (; !signal.aborted; times++) {
        await any(actions)()
        await sleep(Math.random() * LONGEST_PAUSE_MS)
      }
      return times
    },
  }
}

/** Does something to one of these products, which then belongs to those. */
async function withOne(from: number[], to: number[], act: (id: number) => Promise<unknown>) {
  const [id] = from.splice(Math.floor(Math.random() * from.length), 1)
  if (id === undefined) return
  await act(id)
  to.push(id)
}

function anyProduct() {
  return { typeId: anyType(), box: anyBox(), dateIn: anyDay(1), name: 'something' }
}

function any<T>(values: readonly T[]): T {
  return values[Math.floor(Math.random() * values.length)] as T
}

function anyType(): number {
  return 1 + Math.floor(Math.random() * TYPES)
}

function anyBox(): number {
  return 1 + Math.floor(Math.random() * 50)
}

/** A day of a month of the year 2024. */
function anyDay(month: number): string {
  return `2024-0${month}-${String(1 + Math.floor(Math.random() * 28)).padStart(2, '0')}`
}

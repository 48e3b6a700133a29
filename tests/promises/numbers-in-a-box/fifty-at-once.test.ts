import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'

const PEOPLE = 50
const oneToFifty = Array.from({ length: PEOPLE }, (_, index) => index + 1)

const larder = await startLarder()
const neighbour = await startLarder({ on: larder })

describe(`Given ${PEOPLE} people who share a household, and two servers on its database`, () => {
  let ada: Person
  let people: Person[]

  beforeAll(async () => {
    ada = await larder.person('ada')
    const servers = oneToFifty.map((n) => (n % 2 === 0 ? larder : neighbour))
    people = await Promise.all(servers.map((server, n) => server.person(`helper${n}`)))
    for (const person of people) await ada.takeIn(person)
  })

  test('when all add to one box at once, then each gets a number of their own, from 1 on', async () => {
    const freezer = await ada.freezer()
    const added = await Promise.all(people.map((person) => person.product(freezer)))
    expect(sorted(added.map(({ number }) => number))).toEqual(oneToFifty)
    const { items } = await ada.larder.freezers.products.list({ limit: 200 })
    expect(sorted(items.map(({ number }) => number))).toEqual(oneToFifty)
    figure(
      6,
      `${PEOPLE} people adding to one box at once, over 2 servers: ${added.length} different numbers`,
    )
  })

  test('when all want the same number at once, then one gets it and the others hear who has it', async () => {
    const freezer = await ada.freezer()
    const wishes = await Promise.allSettled(
      people.map((person) => person.product(freezer, { number: 7 })),
    )
    const [winner, ...more] = wishes.flatMap((wish) =>
      wish.status === 'fulfilled' ? [wish.value] : [],
    )
    expect(more).toEqual([])
    const refusals = wishes.flatMap((wish) => (wish.status === 'rejected' ? [wish.reason] : []))
    expect(refusals).toHaveLength(PEOPLE - 1)
    for (const refusal of refusals) {
      const details = { box: 1, number: 7, productId: winner?.id, nextFree: 1 }
      expect(refusal).toMatchObject({ reason: 'NUMBER_TAKEN', details })
    }
  })

  test('control: reading the next number and then writing it gives many people the same', async () => {
    const { database } = larder
    await sql`create table claims (number integer)`.execute(database.writer)
    await Promise.all(
      people.map(async () => {
        const { rows } = await sql<{
          next: number
        }>`select coalesce(max(number), 0) + 1 as next from claims`.execute(database.writer)
        await database.transaction((db) =>
          sql`insert into claims (number) values (${rows[0]?.next})`.execute(db),
        )
      }),
    )
    const { rows } = await sql<{ number: number }>`select number from claims`.execute(
      database.writer,
    )
    expect(rows).toHaveLength(PEOPLE)
    expect(new Set(rows.map(({ number }) => number)).size).toBeLessThan(PEOPLE)
  })
})

function sorted(numbers: number[]): number[] {
  return numbers.toSorted((a, b) => a - b)
}

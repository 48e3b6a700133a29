import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { bestUntil, daysAfter, todayAt } from '../days.ts'

const larder = await startLarder()
const SOUP = 1
const FISH = 13
const SORBET = 25

describe('Given a household', () => {
  let ada: Person
  let freezer: { id: number }
  let today: string

  beforeEach(async () => {
    today = await todayAt(0)
    ada = await larder.person('ada')
    freezer = await ada.freezer({ boxes: 2 })
  })

  test('then what is overdue or near it is suggested, the most urgent first', async () => {
    for (const days of [31, 30, 0, -1, 12, -29]) await keep({ days })
    await ada.product(freezer, { name: 'for ever', periodMonths: null })
    expect(await suggested()).toEqual(['-29', '-1', '0', '12', '30'])
  })

  test('then what is out, or another household’s, is not', async () => {
    await ada.larder.freezers.products.takeOut({ id: (await keep({ days: -3 })).id })
    const bob = await larder.person('bob')
    await bob.product(await bob.freezer(), bestUntil(daysAfter(today, -3)))
    expect(await suggested()).toEqual([])
  })

  test('when many are near, then ten are suggested, or as many as were asked for', async () => {
    for (let days = 0; days < 12; days++) await keep({ days })
    expect(await suggested()).toHaveLength(10)
    const { items } = await ada.larder.freezers.suggestions({ limit: 2 })
    expect(items.map(({ daysLeft }) => daysLeft)).toEqual([0, 1])
  })

  test('when a type is eaten often, then it comes before what is a little more urgent', async () => {
    await keep({ days: 10, typeId: SOUP })
    await keep({ days: 20, typeId: FISH })
    expect(await suggested()).toEqual(['10', '20'])
    await leave({ typeId: FISH, reason: 'eaten' })
    expect(await suggested()).toEqual(['20', '10'])
  })

  test('when it is a month overdue, then nothing that is liked comes before it', async () => {
    await keep({ days: 5, typeId: FISH })
    await keep({ days: -30, typeId: SOUP })
    await leave({ typeId: FISH, reason: 'eaten' })
    expect(await suggested()).toEqual(['-30', '5'])
  })

  test('when a type is given away, discarded or was eaten long ago, then that is no liking', async () => {
    await keep({ days: 10, typeId: SOUP })
    await keep({ days: 20, typeId: FISH })
    await leave({ typeId: FISH, reason: 'given away' })
    await leave({ typeId: FISH, reason: 'discarded' })
    await leave({ typeId: FISH, reason: 'eaten', dateOut: daysAfter(today, -370) })
    expect(await suggested()).toEqual(['10', '20'])
  })

  test('when another household likes a type, then that changes nothing here', async () => {
    await keep({ days: 10, typeId: SOUP })
    await keep({ days: 20, typeId: FISH })
    const bob = await larder.person('bob')
    const { id } = await bob.product(await bob.freezer(), { typeId: FISH })
    await bob.larder.freezers.products.takeOut({ id })
    expect(await suggested()).toEqual(['10', '20'])
  })

  test.for([
    {
      language: 'en' as const,
      reasons: [
        'Past its best by 1,461 days. You ate fish 2 times in the last year.',
        'Past its best by 1 day.',
        'At its best until today. You ate sorbet 1 time in the last year.',
        'At its best for 1 day more.',
        'At its best for 3 days more.',
      ],
    },
    {
      language: 'fr' as const,
      reasons: [
        'Sa meilleure période est passée de 1 461 jours. Vous avez mangé « poisson » 2 fois ces douze derniers mois.',
        'Sa meilleure période est passée de 1 jour.',
        "Meilleur jusqu'à aujourd'hui. Vous avez mangé « sorbet » 1 fois ces douze derniers mois.",
        'Encore 1 jour au mieux.',
        'Encore 3 jours au mieux.',
      ],
    },
  ])('then each reason is said in $language', async ({ language, reasons }) => {
    ada = await larder.person('ada', { language })
    freezer = await ada.freezer()
    await keep({ days: -1461, typeId: FISH })
    await keep({ days: -1, typeId: SOUP })
    await keep({ days: 0, typeId: SORBET })
    await keep({ days: 1, typeId: SOUP })
    await keep({ days: 3, typeId: SOUP })
    await leave({ typeId: FISH, reason: 'eaten' })
    await leave({ typeId: FISH, reason: 'eaten', dateOut: daysAfter(today, -360) })
    await leave({ typeId: SORBET, reason: 'eaten' })
    const { items } = await ada.larder.freezers.suggestions()
    const said = items.toSorted((a, b) => a.daysLeft - b.daysLeft).map(({ reason }) => reason)
    expect(said.map((reason) => reason.replace(/\s/gu, ' '))).toEqual(reasons)
  })

  function keep({ days, typeId = SOUP }: { days: number; typeId?: number }) {
    const best = bestUntil(daysAfter(today, days))
    return ada.product(freezer, { name: String(days), typeId, ...best })
  }

  async function leave(what: {
    typeId: number
    reason: 'eaten' | 'given away' | 'discarded'
    dateOut?: string
  }) {
    const { typeId, ...leaving } = what
    const { id } = await ada.product(freezer, { typeId, dateIn: '2020-01-01' })
    await ada.larder.freezers.products.takeOut({ id, ...leaving })
  }

  async function suggested(): Promise<string[]> {
    const { items } = await ada.larder.freezers.suggestions()
    for (const { name, daysLeft } of items) expect(daysLeft).toBe(Number(name))
    return items.map(({ name }) => name)
  }
})

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'

interface StandardType {
  typeId: number
  nameEn: string
  nameFr: string
  foodkeeperId: number | null
  monthsMin: number | null
  monthsMax: number | null
}

const data = '../../../packages/db/src/migrations/data/product-types.json'
const standard = JSON.parse(
  await readFile(new URL(data, import.meta.url), 'utf8'),
) as StandardType[]

const larder = await startLarder()

test('every installation starts with the 27 types, in both languages, with their months', async () => {
  const ada = await larder.person('ada')
  const { items } = await ada.larder.freezers.types.list()
  expect(standard).toHaveLength(27)
  expect(items).toEqual(
    standard.map(
      ({ typeId: id, nameEn, nameFr, foodkeeperId, monthsMin: min, monthsMax: max }) => ({
        id,
        name: nameEn,
        names: { en: nameEn, fr: nameFr },
        usualMonths: min === null ? null : { min, max },
        foodkeeperId,
      }),
    ),
  )
})

test('only ice cubes keep for ever', async () => {
  const ada = await larder.person('ada')
  const { items } = await ada.larder.freezers.types.list()
  const forEver = items.filter(({ usualMonths }) => usualMonths === null)
  expect(forEver.map(({ name }) => name)).toEqual(['ice cubes'])
})

test.for([
  ['en', 'bread', /quality, not safety/],
  ['fr', 'pain', /la qualité, pas la sécurité/],
] as const)(
  'the account language %s chooses the name and the note',
  async ([language, bread, note]) => {
    const person = await larder.person('ada', { language })
    const { larder: sdk } = person
    const types = await sdk.freezers.types.list()
    expect(types.items.find(({ id }) => id === 27)?.name).toBe(bread)
    const product = await person.product(await person.freezer(), { typeId: 27 })
    expect(product.typeName).toBe(bread)
    for (const shown of [
      types,
      await sdk.freezers.products.due(),
      await sdk.freezers.suggestions(),
    ]) {
      expect(shown.note).toMatch(note)
    }
  },
)

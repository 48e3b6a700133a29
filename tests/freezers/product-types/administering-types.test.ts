import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { fileOf } from '../csv/file-of.ts'

const larder = await startLarder()
const SOUP = 1
const MISSING = 9999
/** Long enough for a request to come to where it must wait. */
const A_WHILE_MS = 300

describe('Given somebody who is no administrator', () => {
  test.for<[string, (larder: Person['larder']) => Promise<unknown>]>([
    ['add', ({ freezers }) => freezers.types.add(named('kimchi'))],
    ['rename', ({ freezers }) => freezers.types.rename({ id: SOUP, language: 'en', name: 'x' })],
    [
      'translate',
      ({ freezers }) => freezers.types.rename({ id: SOUP, language: 'de', name: 'Suppe' }),
    ],
    [
      'set the period of',
      ({ freezers }) => freezers.types.setPeriod({ id: SOUP, usualMonths: null }),
    ],
    ['remove', ({ freezers }) => freezers.types.remove({ id: SOUP })],
  ])('then they may not %s types', async ([, attempt]) => {
    const bob = await larder.person('bob')
    const before = await bob.larder.freezers.types.list()
    await expect(attempt(bob.larder)).rejects.toMatchObject({ reason: 'ADMIN_REQUIRED' })
    expect(await bob.larder.freezers.types.list()).toEqual(before)
  })
})

describe('Given an administrator', () => {
  let ada: Person
  let types: Person['larder']['freezers']['types']

  beforeAll(async () => {
    ada = await larder.person('ada', { accountRole: 'admin' })
    types = ada.larder.freezers.types
  })

  test('when they add a type, then everybody has it', async () => {
    const added = await types.add({
      names: { en: 'tofu', fr: 'tofou', de: 'Tofu' },
      usualMonths: { min: 3, max: 5 },
    })
    expect(added).toMatchObject({
      name: 'tofu',
      names: { en: 'tofu', fr: 'tofou', de: 'Tofu' },
      usualMonths: { min: 3, max: 5 },
    })
    const bob = await larder.person('bob', { language: 'fr' })
    const { items } = await bob.larder.freezers.types.list()
    expect(items).toContainEqual({ ...added, name: 'tofou' })
  })

  test.for([{ en: 'miso' }, { fr: 'miso' }, { en: 'miso', fr: 'miso', 'not a language': 'miso' }])(
    'when the names are %o, then the type is refused: English and French are needed, others may be',
    async (names) => {
      const adding = types.add({ names, usualMonths: null })
      await expect(adding).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
    },
  )

  test.for([
    { min: 0, max: 3 },
    { min: 4, max: 3 },
    { min: 3, max: 121 },
  ])('when the usual months are %o, then they are refused', async (usualMonths) => {
    const setting = types.setPeriod({ id: SOUP, usualMonths })
    await expect(setting).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
  })

  test('when they rename a type, then only that language changes', async () => {
    const { id } = await types.add(named('tempeh'))
    const renamed = await types.rename({ id, language: 'fr', name: 'tempé' })
    expect(renamed.names).toEqual({ en: 'tempeh', fr: 'tempé' })
  })

  test('when they translate a type into a third language, then it is named in three', async () => {
    const translated = await types.rename({ id: SOUP, language: 'pt-BR', name: 'sopa' })
    expect(translated).toMatchObject({ name: 'soup', names: { 'pt-BR': 'sopa' } })
    expect(Object.keys(translated.names)).toEqual(expect.arrayContaining(['en', 'fr', 'pt-BR']))
  })

  test('when a name is taken in its language, then they hear by which type', async () => {
    const { id } = await types.add({ names: { en: 'Natto', fr: 'natô' }, usualMonths: null })
    const refusal = { reason: 'TYPE_NAME_TAKEN', details: { language: 'fr', typeId: id } }
    const adding = types.add({ names: { en: 'beans', fr: 'NATO' }, usualMonths: null })
    await expect(adding).rejects.toMatchObject(refusal)
    const renaming = types.rename({ id: SOUP, language: 'fr', name: 'Nató' })
    await expect(renaming).rejects.toMatchObject(refusal)
    const { items } = await types.list()
    expect(items.filter(({ names }) => names['en'] === 'beans')).toEqual([])
  })

  test('when a name is taken in another language only, then it may be used', async () => {
    await types.add({ names: { en: 'chips', fr: 'frites' }, usualMonths: null })
    const crisps = await types.add({ names: { en: 'crisps', fr: 'chips' }, usualMonths: null })
    expect(crisps.names['fr']).toBe('chips')
  })

  test('when a type gets its own name again in other capitals, then nothing is in the way', async () => {
    const { id } = await types.add(named('seitan'))
    expect((await types.rename({ id, language: 'en', name: 'SEITAN' })).name).toBe('SEITAN')
  })

  test('when they set a period, then new products take it and those that are kept do not', async () => {
    const { id: typeId } = await types.add({ ...named('stock'), usualMonths: { min: 2, max: 4 } })
    const freezer = await ada.freezer()
    const old = await ada.product(freezer, { typeId })
    const set = await types.setPeriod({ id: typeId, usualMonths: { min: 5, max: 7 } })
    expect(set.usualMonths).toEqual({ min: 5, max: 7 })
    expect((await ada.product(freezer, { typeId })).periodMonths).toBe(7)
    expect(await ada.larder.freezers.products.get({ id: old.id })).toEqual(old)
  })

  test('when they change the months of a standard type, then those are no longer FoodKeeper’s', async () => {
    const set = await types.setPeriod({ id: 12, usualMonths: { min: 1, max: 2 } })
    expect(set.foodkeeperId).toBeNull()
  })

  test('when a type is in use, then it cannot be removed, and they hear by how many', async () => {
    const { id: typeId } = await types.add(named('pesto'))
    const bob = await larder.person('bob')
    const freezer = await bob.freezer()
    const { id } = await bob.product(freezer, { typeId })
    await bob.product(freezer, { typeId })
    await bob.larder.freezers.products.takeOut({ id })
    const refusal = { reason: 'TYPE_IN_USE', details: { typeId, products: 2 } }
    await expect(types.remove({ id: typeId })).rejects.toMatchObject(refusal)
    expect((await types.list()).items.map((type) => type.id)).toContain(typeId)
  })

  test('when nothing is of a type, then it can be removed, and its names are free', async () => {
    const { id } = await types.add(named('dashi'))
    await types.remove({ id })
    expect((await types.list()).items.map((type) => type.id)).not.toContain(id)
    expect((await types.add(named('dashi'))).id).not.toBe(id)
  })

  // MySQL still shows the type to those who read it then, and refuses what they write.
  test.for<[string, object, (typeId: number, name: string) => Promise<() => Promise<unknown>>]>([
    [
      'adds a product of it',
      { reason: 'NOT_FOUND', details: { what: 'product type' } },
      async (typeId) => {
        const freezer = await ada.freezer()
        return () => ada.product(freezer, { typeId })
      },
    ],
    [
      'makes a product one of it',
      { reason: 'NOT_FOUND', details: { what: 'product type' } },
      async (typeId) => {
        const { id } = await ada.product(await ada.freezer())
        return () => ada.larder.freezers.products.edit({ id, typeId })
      },
    ],
    [
      'imports a product of it',
      { reason: 'IMPORT_REFUSED', details: { rows: [{ row: 2 }] } },
      async (_, type) => {
        const csv = fileOf({ type })
        return () => ada.larder.freezers.importCsv({ csv })
      },
    ],
  ])(
    'when a type is about to be gone while somebody %s, then they hear that it is',
    async ([, refusal, preparing]) => {
      const name = `type ${randomUUID()}`
      const { id } = await types.add(named(name))
      const attempt = await preparing(id, name)
      let attempting: Promise<unknown> = Promise.resolve()
      await larder.database.transaction(async (db) => {
        await db.deleteFrom('product_types').where('id', '=', id).execute()
        attempting = attempt()
        attempting.catch(() => {})
        await sleep(A_WHILE_MS)
      })
      await expect(attempting).rejects.toMatchObject(refusal)
    },
  )

  test.for<[string, () => Promise<unknown>]>([
    ['renamed', () => types.rename({ id: MISSING, language: 'en', name: 'x' })],
    ['given a period', () => types.setPeriod({ id: MISSING, usualMonths: null })],
    ['removed', () => types.remove({ id: MISSING })],
  ])('when a type does not exist, then it cannot be %s', async ([, attempt]) => {
    const details = { what: 'product type', id: MISSING }
    await expect(attempt()).rejects.toMatchObject({ reason: 'NOT_FOUND', details })
  })
})

function named(name: string) {
  return { names: { en: name, fr: name }, usualMonths: null }
}

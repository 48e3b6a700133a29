import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given a household with a freezer "Congélateur"', () => {
  let ada: Person
  let congelateur: Awaited<ReturnType<Person['freezer']>>

  beforeAll(async () => {
    ada = await larder.person('ada')
    congelateur = await ada.freezer({ name: 'Congélateur' })
  })

  test.for([
    'Congélateur',
    'CONGÉLATEUR',
    'congelateur',
    'Conge\u0301lateur',
    'ｃｏｎｇｅｌａｔｅｕｒ',
    '  Congélateur ',
    'Congélateur\u00b4',
  ])('then no other may be named "%s"', async (name) => {
    const refusal = { reason: 'FREEZER_NAME_TAKEN', details: { name: name.trim() } }
    await expect(ada.freezer({ name })).rejects.toMatchObject(refusal)
    const other = await ada.freezer()
    const renaming = ada.larder.freezers.edit({ id: other.id, name })
    await expect(renaming).rejects.toMatchObject(refusal)
    expect(await ada.larder.freezers.get({ id: other.id })).toEqual(other)
  })

  test('then another may be named "Congélateur 2"', async () => {
    expect((await ada.freezer({ name: 'Congélateur 2' })).name).toBe('Congélateur 2')
  })

  test('then it may itself be renamed to "CONGELATEUR" and back', async () => {
    const { id } = congelateur
    const renamed = await ada.larder.freezers.edit({ id, name: 'CONGELATEUR' })
    expect(renamed).toEqual({ ...congelateur, name: 'CONGELATEUR' })
    expect(await ada.larder.freezers.edit({ id, name: 'Congélateur' })).toEqual(congelateur)
  })

  test('then another household may have one of that name too', async () => {
    const bob = await larder.person('bob')
    expect((await bob.freezer({ name: 'Congélateur' })).name).toBe('Congélateur')
  })
})

describe('Given an archived freezer "attic"', () => {
  let ada: Person
  let attic: Awaited<ReturnType<Person['freezer']>>

  beforeAll(async () => {
    ada = await larder.person('ada')
    attic = await ada.freezer({ name: 'attic' })
    await ada.larder.freezers.archive({ id: attic.id })
  })

  test('then its name may be used again, and only one of both may be in use', async () => {
    const second = await ada.freezer({ name: 'Attic' })
    const restoring = ada.larder.freezers.restore({ id: attic.id })
    const refusal = { reason: 'FREEZER_NAME_TAKEN', details: { name: 'attic' } }
    await expect(restoring).rejects.toMatchObject(refusal)
    await ada.larder.freezers.archive({ id: second.id })
    expect(await ada.larder.freezers.restore({ id: attic.id })).toEqual(attic)
  })
})

test.for(['', '   ', 'x'.repeat(81), 'two\nlines', 'bell\u0007', 'right\u202eleft'])(
  'a freezer cannot be named %j',
  async (name) => {
    const ada = await larder.person('ada')
    await expect(ada.freezer({ name })).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
  },
)

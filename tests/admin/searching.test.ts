import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given a server with several accounts', () => {
  let root: Person
  let staff: Person
  let zoe: Person

  beforeAll(async () => {
    root = await larder.person('root', { accountRole: 'admin' })
    staff = await larder.person('staff', { accountRole: 'staff' })
    zoe = await larder.person('zoe', { displayName: 'zoe' })
    await larder.person('bob', { displayName: 'Bob_100%' })
    const displayName = 'Zoé of the Sea'
    await zoe.larder.accounts.profile.edit({ username: 'Sailor', displayName })
  })

  const list = () => staff.larder.admin.accounts.list
  const named = async (search: string) =>
    (await list()({ search })).items.map(({ displayName }) => displayName)

  test.each([
    ['the middle of a name, without accents and in capitals', 'ZOE OF'],
    ['a name with its accents', 'Zoé'],
    ['a username', 'SAIL'],
    ['the beginning of an address, in capitals', 'ZOE.'],
  ])('when staff searches by %s, then the account is found', async (_, text) => {
    expect(await named(text)).toEqual(['Zoé of the Sea'])
  })

  test('when what is searched looks like a pattern, then it is taken as it stands', async () => {
    expect(await named('b_1')).toEqual(['Bob_100%'])
    expect(await named('0%')).toEqual(['Bob_100%'])
    expect(await named('b%1')).toEqual([])
  })

  test('when staff filters by role, standing and time, then only those are listed', async () => {
    const emails = async (input: Parameters<ReturnType<typeof list>>[0]) =>
      (await list()(input)).items.map(({ email }) => email)
    expect(await emails({ where: { role: { eq: 'admin' } } })).toEqual([root.email])
    expect(await emails({ where: { role: { in: ['admin', 'staff'] } } })).toHaveLength(2)
    expect(await emails({ where: { email: { eq: zoe.email.toUpperCase() } } })).toEqual([zoe.email])
    expect(await emails({ standing: 'active' })).toHaveLength(4)
    expect(await emails({ standing: 'disabled' })).toEqual([])
    expect(await emails({ standing: 'leaving' })).toEqual([])
    const { items } = await list()()
    const [first = { createdAt: '' }] = items
    expect(await emails({ where: { createdAt: { lte: first.createdAt } } })).toEqual([root.email])
  })

  test.each(['created', 'email', 'name'] as const)(
    'when it is listed by %s in pages of one, then everybody is there once',
    async (by) => {
      const whole = await list()({ sort: [{ by }], withTotal: true })
      const pages: number[] = []
      for await (const { id } of list().all({ sort: [{ by }], limit: 1 })) pages.push(id)
      expect(pages).toEqual(whole.items.map(({ id }) => id))
      expect(whole.total).toBe(4)
    },
  )

  test('when staff looks at one, then it sees what belongs to it and nothing secret', async () => {
    await zoe.logIn()
    const details = await staff.larder.admin.accounts.get({ id: zoe.accountId })
    expect(details).toMatchObject({
      email: zoe.email,
      username: 'Sailor',
      standing: 'active',
      sessions: 2,
      accessTokens: 0,
      organisations: [{ id: zoe.householdId, kind: 'household', role: 'owner' }],
    })
    expect(JSON.stringify(details)).not.toMatch(/password|hash|key/i)
  })

  test('when staff wants to change one, then it may not', async () => {
    const { disable, enable, setRole } = staff.larder.admin.accounts
    const id = zoe.accountId
    const refused = { reason: 'ADMIN_REQUIRED' }
    await expect(disable({ id, reason: 'no' })).rejects.toMatchObject(refused)
    await expect(enable({ id })).rejects.toMatchObject(refused)
    await expect(setRole({ id, role: 'user' })).rejects.toMatchObject(refused)
    await expect(staff.larder.admin.counts()).rejects.toMatchObject(refused)
  })
})

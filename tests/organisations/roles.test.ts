import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'

type Role = 'owner' | 'admin' | 'member' | 'viewer'

const roles: Role[] = ['owner', 'admin', 'member', 'viewer']
/** How often each race is run. */
const ROUNDS = 15

const larder = await startLarder()

/** Ada's household, with one member of each role beside her. */
async function house(): Promise<{ ada: Person; id: number; people: Record<Role, Person> }> {
  const ada = await larder.person('ada')
  const entries = await Promise.all(
    roles.map(async (role) => [role, await larder.person(role)] as const),
  )
  for (const [role, person] of entries) await ada.takeIn(person, role)
  return { ada, id: ada.householdId, people: Object.fromEntries(entries) as Record<Role, Person> }
}

async function rolesIn({ ada, id }: { ada: Person; id: number }): Promise<Map<number, Role>> {
  const { items } = await ada.larder.organisations.members.list({ id })
  return new Map(items.map(({ accountId, role }) => [accountId, role]))
}

/** Whether something is done, or why not. */
async function outcome(doing: Promise<unknown>): Promise<string> {
  return doing.then(
    () => 'done',
    (why: { reason: string }) => why.reason,
  )
}

/** What the rules say in words: an owner reaches all, an admin all but owners, others nobody. */
function mayReach(by: Role, ...concerned: Role[]): boolean {
  return by === 'owner' || (by === 'admin' && !concerned.includes('owner'))
}

describe('Given one member of each role', () => {
  test('when each gives each every role, then only owners make owners and touch them', async () => {
    const world = await house()
    const { id, people } = world
    for (const by of roles) {
      for (const from of roles) {
        for (const to of roles) {
          const { accountId } = people[from]
          const set = people[by].larder.organisations.members.setRole({ id, accountId, role: to })
          const expected = mayReach(by, from, to) ? 'done' : 'NOT_ALLOWED'
          expect([by, from, to, await outcome(set)]).toEqual([by, from, to, expected])
          const now = (await rolesIn(world)).get(accountId)
          expect(now).toBe(expected === 'done' ? to : from)
          const back = { id, accountId, role: from }
          await world.ada.larder.organisations.members.setRole(back)
        }
      }
    }
  })

  test('when each invites to every role, then nobody invites above themselves', async () => {
    const { id, people } = await house()
    for (const by of roles) {
      for (const role of roles) {
        const { invitations } = people[by].larder.organisations
        const expected = mayReach(by, role) ? 'done' : 'NOT_ALLOWED'
        const email = `eve.${crypto.randomUUID()}@example.org`
        expect(await outcome(invitations.makeLink({ id, role }))).toBe(expected)
        expect(await outcome(invitations.invite({ id, role, email }))).toBe(expected)
      }
    }
  })

  test.each(roles)(
    'when each removes somebody who is %s, then only who reaches them',
    async (role) => {
      const { ada, id, people } = await house()
      const eve = await larder.person('eve')
      for (const by of roles) {
        if (by === role) continue
        await ada.takeIn(eve, role)
        const { accountId } = eve
        const removed = people[by].larder.organisations.members.remove({ id, accountId })
        const expected = mayReach(by, role) ? 'done' : 'NOT_ALLOWED'
        expect([by, await outcome(removed)]).toEqual([by, expected])
        if (expected !== 'done') await eve.larder.organisations.leave({ id })
      }
    },
  )

  test('when an admin withdraws an invitation to become owner, then only an owner may', async () => {
    const { ada, id, people } = await house()
    const { invitations } = ada.larder.organisations
    const { id: invitation } = await invitations.makeLink({ id, role: 'owner' })
    const withdraw = (by: Role) =>
      outcome(people[by].larder.organisations.invitations.withdraw({ id: invitation }))
    expect(await withdraw('admin')).toBe('NOT_ALLOWED')
    expect(await withdraw('owner')).toBe('done')
  })

  test('when an account is none of the members, then it is missing, whether it exists or not', async () => {
    const { ada, id } = await house()
    const eve = await larder.person('eve')
    const { members, handOver } = ada.larder.organisations
    for (const accountId of [eve.accountId, 2_000_000_000]) {
      const missing = { reason: 'NOT_FOUND', details: { what: 'member', id: accountId } }
      await expect(members.remove({ id, accountId })).rejects.toMatchObject(missing)
      const role = 'viewer' as const
      await expect(members.setRole({ id, accountId, role })).rejects.toMatchObject(missing)
      await expect(handOver({ id, accountId })).rejects.toMatchObject(missing)
    }
  })
})

describe('Given the last owner', () => {
  test('when they would leave, be removed or become less, then they stay owner', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob, 'admin')
    const id = ada.householdId
    const { accountId } = ada
    const { leave, members } = ada.larder.organisations
    expect(await outcome(leave({ id }))).toBe('LAST_OWNER')
    expect(await outcome(members.remove({ id, accountId }))).toBe('LAST_OWNER')
    expect(await outcome(members.setRole({ id, accountId, role: 'admin' }))).toBe('LAST_OWNER')
    expect((await rolesIn({ ada, id })).get(accountId)).toBe('owner')
  })

  test('when they hand over, then the other one is owner, and they are an admin and may leave', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob, 'viewer')
    const id = ada.householdId
    const { organisations } = ada.larder
    await expect(organisations.handOver({ id, accountId: ada.accountId })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
    const handed = await organisations.handOver({ id, accountId: bob.accountId })
    expect(handed.role).toBe('admin')
    expect([...(await rolesIn({ ada, id })).values()]).toEqual(['admin', 'owner'])
    await organisations.leave({ id })
    const { items } = await bob.larder.events.list({
      types: ['OrganisationHandedOver', 'MemberLeft'],
    })
    expect(items.map(({ text }) => text)).toEqual([
      `handed over by account ${ada.accountId} to account ${bob.accountId}`,
      `account ${ada.accountId} left`,
    ])
  })
})

describe.each<{
  name: string
  rest: (bob: Person, root: Person) => Promise<unknown>
  wake: (bob: Person, root: Person) => Promise<unknown>
}>([
  {
    name: 'is disabled',
    rest: ({ accountId: id }, root) => root.larder.admin.accounts.disable({ id, reason: 'rude' }),
    wake: ({ accountId: id }, root) => root.larder.admin.accounts.enable({ id }),
  },
  {
    name: 'is about to be deleted',
    rest: ({ larder: own, password }) => own.accounts.leave({ password }),
    wake: ({ email, password }) =>
      larder.client().accounts.logIn({ email, password, keepAccount: true }),
  },
])('Given an owner, and another one whose account $name', ({ rest, wake }) => {
  test('when the first would go, step back or hand over, then they stay owner until it is in use', async () => {
    const root = await larder.person('root', { accountRole: 'admin' })
    const [ada, bob, eve] = [
      await larder.person('ada'),
      await larder.person('bob'),
      await larder.person('eve'),
    ]
    await ada.takeIn(bob, 'owner')
    await ada.takeIn(eve)
    await rest(bob, root)
    const { accountId, householdId: id, larder: own, password } = ada
    const { leave, members, handOver } = own.organisations
    expect(await outcome(leave({ id }))).toBe('LAST_OWNER')
    expect(await outcome(members.remove({ id, accountId }))).toBe('LAST_OWNER')
    expect(await outcome(members.setRole({ id, accountId, role: 'admin' }))).toBe('LAST_OWNER')
    expect(await outcome(handOver({ id, accountId: bob.accountId }))).toBe('LAST_OWNER')
    expect(await outcome(own.accounts.leave({ password }))).toBe('LAST_OWNER')
    expect((await rolesIn({ ada, id })).get(accountId)).toBe('owner')
    // control: the one who cannot act can be made less, and handed over to once they can again.
    const demoted = { id, accountId: bob.accountId, role: 'member' as const }
    expect(await outcome(members.setRole(demoted))).toBe('done')
    await wake(bob, root)
    expect(await outcome(handOver({ id, accountId: bob.accountId }))).toBe('done')
    expect(await outcome(leave({ id }))).toBe('done')
  })
})

describe('Given two owners', () => {
  const ways: {
    name: string
    go: (self: Person, other: Person, id: number) => Promise<unknown>
  }[] = [
    { name: 'both leave', go: (self, _, id) => self.larder.organisations.leave({ id }) },
    {
      name: 'each removes the other',
      go: (self, { accountId }, id) => self.larder.organisations.members.remove({ id, accountId }),
    },
    {
      name: 'each makes the other a viewer',
      go: (self, { accountId }, id) =>
        self.larder.organisations.members.setRole({ id, accountId, role: 'viewer' }),
    },
    {
      name: 'both step back',
      go: ({ larder: own, accountId }, _, id) =>
        own.organisations.members.setRole({ id, accountId, role: 'member' }),
    },
  ]

  test.each(ways)(
    'when $name at once, then one owner is left',
    { timeout: 120_000 },
    async ({ name, go }) => {
      const neighbour = await startLarder({ on: larder })
      const [ada, bob, eve] = [
        await larder.person('ada'),
        await larder.person('bob'),
        await larder.person('eve'),
      ]
      // In another process, so that nothing but the database decides.
      const there = { ...bob, larder: neighbour.client({ token: bob.session }) }
      for (let round = 0; round < ROUNDS; round++) {
        const { id } = await ada.larder.organisations.create({ kind: 'company', name: 'shop' })
        for (const person of [bob, eve]) {
          const role = person === bob ? 'owner' : 'viewer'
          const { token } = await ada.larder.organisations.invitations.makeLink({ id, role })
          await person.larder.organisations.invitations.accept({ token })
        }
        const done = await Promise.all([outcome(go(ada, there, id)), outcome(go(there, ada, id))])
        expect(done.filter((each) => each === 'done')).toHaveLength(1)
        const { items } = await eve.larder.organisations.members.list({ id })
        expect(items.filter(({ role }) => role === 'owner')).toHaveLength(1)
        await eve.larder.organisations.leave({ id })
        const owner = items.find(({ role }) => role === 'owner')?.accountId === ada.accountId
        await (owner ? ada : bob).larder.organisations.delete({ id })
      }
      figure(6, `2 owners, 2 processes, ${name}, ${ROUNDS} times at once: always 1 owner left`)
    },
  )

  test('control: had the rule been read before it was acted upon, then none would be left', async () => {
    const { database } = larder
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob, 'owner')
    const owners = () =>
      database.reader
        .selectFrom('organisation_members')
        .select('account_id')
        .where('organisation_id', '=', ada.householdId)
        .where('role', '=', 'owner')
        .execute()
    const leaveCarelessly = async ({ accountId }: Person, seen: unknown[]) => {
      if (seen.length < 2) return
      await database.writer
        .deleteFrom('organisation_members')
        .where('organisation_id', '=', ada.householdId)
        .where('account_id', '=', accountId)
        .execute()
    }
    const [seenByAda, seenByBob] = await Promise.all([owners(), owners()])
    await Promise.all([leaveCarelessly(ada, seenByAda), leaveCarelessly(bob, seenByBob)])
    expect(await owners()).toEqual([])
  })
})

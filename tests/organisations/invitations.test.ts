import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { mailTo, startLarder } from '#harness'

const DAY_MS = 86_400_000

const larder = await startLarder()

const notValid = { reason: 'INVITATION_NOT_VALID', status: 404 }

interface Spoilt {
  ada: Person
  bob: Person
  id: number
  token: string
}

function linkOf(person: Person, role?: 'owner' | 'admin' | 'member' | 'viewer') {
  return person.larder.organisations.invitations.makeLink({ id: person.householdId, role })
}

function typesIn(items: { type: string }[]): string[] {
  return items.map(({ type }) => type)
}

async function mailedToken(email: string): Promise<string> {
  return (await mailTo(larder.directory, email)).token ?? ''
}

describe('Given a link', () => {
  test('when somebody looks at it, then they learn what it is for, without an account', async () => {
    const ada = await larder.person('ada')
    const { token, expiresAt } = await linkOf(ada, 'viewer')
    expect(token).toMatch(/^larder_inv_\d+_[\w-]{43}$/)
    const seen = await larder.client().organisations.invitations.look({ token })
    expect(seen).toEqual({
      organisation: { kind: 'household', name: 'ada' },
      role: 'viewer',
      invitedBy: 'ada',
      by: 'link',
      expiresAt,
    })
    const days = (Date.parse(expiresAt) - Date.now()) / DAY_MS
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThanOrEqual(7)
  })

  test('when it is accepted, then that is a member, everybody is told, and it is good for nothing', async () => {
    const [ada, bob, eve] = [
      await larder.person('ada'),
      await larder.person('bob'),
      await larder.person('eve'),
    ]
    const { token, id } = await linkOf(ada)
    const joined = await bob.larder.organisations.invitations.accept({ token })
    expect(joined).toMatchObject({ id: ada.householdId, role: 'member', members: 2 })
    expect(joined.isDefault).toBe(false)
    const { items } = await ada.larder.organisations.members.list({ id: ada.householdId })
    expect(items.map(({ accountId, displayName, role }) => [accountId, displayName, role])).toEqual(
      [
        [ada.accountId, 'ada', 'owner'],
        [bob.accountId, 'bob', 'member'],
      ],
    )
    const told = await ada.larder.events.list({ types: ['MemberInvited', 'MemberJoined'] })
    expect(told.items.map(({ payload }) => payload)).toMatchObject([
      { invitationId: id, role: 'member', by: 'link' },
      { invitationId: id, role: 'member', accountId: bob.accountId },
    ])
    for (const again of [eve, bob]) {
      const answer = again.larder.organisations.invitations.accept({ token })
      await expect(answer).rejects.toMatchObject(notValid)
    }
    const { invitations } = ada.larder.organisations
    expect((await invitations.list({ id: ada.householdId })).items).toEqual([])
  })

  test('when ten people answer it at once, then one is in', async () => {
    const ada = await larder.person('ada')
    const people = await Promise.all(Array.from({ length: 10 }, () => larder.person('bob')))
    const { token } = await linkOf(ada)
    const answers = await Promise.allSettled(
      people.map((person, index) =>
        index % 3 === 2
          ? person.larder.organisations.invitations.decline({ token })
          : person.larder.organisations.invitations.accept({ token }),
      ),
    )
    const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toHaveLength(9)
    for (const why of refused) expect(why).toMatchObject(notValid)
    const { items } = await ada.larder.events.list({
      types: ['MemberJoined', 'InvitationDeclined'],
    })
    expect(items).toHaveLength(1)
  })

  test('when it is declined, then nobody learns by whom', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    const { token } = await linkOf(ada)
    await bob.larder.organisations.invitations.decline({ token })
    const { items } = await ada.larder.events.list({ types: ['InvitationDeclined'] })
    expect(items).toMatchObject([{ by: { accountId: null, displayName: null } }])
    await expect(larder.client().organisations.invitations.look({ token })).rejects.toMatchObject(
      notValid,
    )
  })

  test.each<[state: string, spoil: (link: Spoilt) => Promise<string>]>([
    [
      'withdrawn',
      async ({ ada, id, token }) => {
        await ada.larder.organisations.invitations.withdraw({ id })
        return token
      },
    ],
    [
      'over',
      async ({ id, token }) => {
        const rows = larder.database.writer.updateTable('organisation_invitations')
        const expires_at = new Date().toISOString()
        await rows.set({ expires_at }).where('id', '=', id).execute()
        return token
      },
    ],
    [
      'of somebody who was removed',
      async ({ ada, bob: { accountId }, token }) => {
        await ada.larder.organisations.members.remove({ id: ada.householdId, accountId })
        return token
      },
    ],
    [
      'of somebody who could not make it any more',
      async ({ ada, bob: { accountId }, token }) => {
        const viewer = { id: ada.householdId, accountId, role: 'viewer' as const }
        await ada.larder.organisations.members.setRole(viewer)
        return token
      },
    ],
    ['mistyped', async ({ token }) => token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA')],
    ['of nobody', async ({ id, token }) => token.replace(`_${id}_`, '_2000000000_')],
  ])('when it is %s, then it is good for nothing, and all say the same', async (_, spoil) => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob, 'admin')
    const { organisations } = bob.larder
    const { id, token } = await organisations.invitations.makeLink({ id: ada.householdId })
    const spoilt = await spoil({ ada, bob, id, token })
    const eve = await larder.person('eve')
    const { invitations } = eve.larder.organisations
    for (const answer of [invitations.look, invitations.accept, invitations.decline]) {
      await expect(answer({ token: spoilt })).rejects.toMatchObject(notValid)
    }
  })

  test('when a member answers it, then it changes no role, and stays for somebody else', async () => {
    const [ada, bob, eve] = [
      await larder.person('ada'),
      await larder.person('bob'),
      await larder.person('eve'),
    ]
    await ada.takeIn(bob, 'viewer')
    const { token } = await linkOf(ada, 'owner')
    await expect(bob.larder.organisations.invitations.accept({ token })).rejects.toMatchObject({
      reason: 'ALREADY_MEMBER',
      details: { role: 'viewer' },
    })
    await eve.larder.organisations.invitations.accept({ token })
  })
})

describe('Given an invitation by e-mail', () => {
  test('when it comes, then the account of that address joins by it, however it was written', async () => {
    const ada = await larder.person('ada')
    const bob = await larder.person('bob')
    const email = bob.email.replace(/^bob/, 'BoB')
    const { invitations } = ada.larder.organisations
    const invited = await invitations.invite({ id: ada.householdId, email, role: 'admin' })
    expect(Object.keys(invited).sort()).toEqual(['expiresAt', 'id', 'role'])
    expect((await invitations.list({ id: ada.householdId })).items).toMatchObject([
      { id: invited.id, email, role: 'admin', invitedBy: { displayName: 'ada' } },
    ])
    const token = await mailedToken(email)
    await bob.larder.organisations.invitations.accept({ token })
    const { items } = await bob.larder.organisations.list()
    expect(items.at(-1)).toMatchObject({ id: ada.householdId, role: 'admin' })
  })

  test('when somebody else has the mail, then it is not for them, and it stays open', async () => {
    const [ada, eve] = [await larder.person('ada'), await larder.person('eve')]
    const email = `bob.${crypto.randomUUID()}@example.org`
    await ada.larder.organisations.invitations.invite({ id: ada.householdId, email })
    const token = await mailedToken(email)
    await expect(eve.larder.organisations.invitations.accept({ token })).rejects.toMatchObject({
      reason: 'INVITATION_FOR_ANOTHER_ADDRESS',
      status: 403,
    })
    const bob = await larder.person('bob', { email })
    await bob.larder.organisations.invitations.accept({ token })
  })

  test('when the address has an account and when it has none, then the answers cannot be told apart', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    const { invitations } = ada.larder.organisations
    const answers = []
    for (const email of [bob.email, `nobody.${crypto.randomUUID()}@example.org`]) {
      const { id, ...answer } = await invitations.invite({ id: ada.householdId, email })
      answers.push(JSON.stringify({ ...answer, expiresAt: answer.expiresAt.slice(0, 13) }))
      await expect(invitations.invite({ id: ada.householdId, email })).rejects.toMatchObject({
        reason: 'ALREADY_INVITED',
        details: { invitationId: id },
      })
    }
    expect(answers[0]).toBe(answers[1])
    // Nor by what the members are told.
    const { items } = await ada.larder.events.list({ types: ['MemberInvited'] })
    expect(JSON.stringify(items)).not.toContain(bob.email)
  })

  test('when it is withdrawn before it was sent, then no mail goes out', async () => {
    const ada = await larder.person('ada')
    const { invitations } = ada.larder.organisations
    const email = `bob.${crypto.randomUUID()}@example.org`
    const { id } = await invitations.invite({ id: ada.householdId, email })
    await invitations.withdraw({ id })
    const again = await invitations.invite({ id: ada.householdId, email, language: 'fr' })
    const mail = await mailTo(larder.directory, email)
    expect(mail.token).toMatch(new RegExp(`^larder_inv_${again.id}_`))
    expect(mail.subject).toContain('vous invite')
  })
})

describe('Given limits', () => {
  test('when too many are open, or were made in a day, then another is refused', async () => {
    const small = await startLarder({
      settings: { LARDER_INVITATIONS_PER_ORGANISATION: '2', LARDER_INVITATIONS_PER_DAY: '3' },
    })
    const ada = await small.person('ada')
    const made = await Promise.allSettled([linkOf(ada), linkOf(ada), linkOf(ada)])
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await expect(linkOf(ada)).rejects.toMatchObject({ reason: 'INVITATION_LIMIT_REACHED' })
    const { invitations } = ada.larder.organisations
    const withdrawOne = async () => {
      const { items } = await invitations.list({ id: ada.householdId })
      await invitations.withdraw({ id: items[0]?.id ?? 0 })
    }
    await withdrawOne()
    await linkOf(ada)
    await withdrawOne()
    await expect(linkOf(ada)).rejects.toMatchObject({
      reason: 'INVITATIONS_OF_THE_DAY_SENT',
      status: 429,
    })
  })

  test('when there are as many members as there can be, then the next must wait', async () => {
    const small = await startLarder({ settings: { LARDER_MEMBERS_PER_ORGANISATION: '2' } })
    const [ada, bob, eve] = [
      await small.person('ada'),
      await small.person('bob'),
      await small.person('eve'),
    ]
    const links = [await linkOf(ada), await linkOf(ada)]
    const answers = await Promise.allSettled(
      [bob, eve].map((person, index) =>
        person.larder.organisations.invitations.accept({ token: links[index]?.token ?? '' }),
      ),
    )
    const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toMatchObject([{ reason: 'MEMBER_LIMIT_REACHED', details: { limit: 2 } }])
  })
})

describe('Given what happened to invitations', () => {
  test('when a member lists it, then all of it is told, and no address', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob, 'viewer')
    const { invitations } = ada.larder.organisations
    const email = `eve.${crypto.randomUUID()}@example.org`
    const { id } = await invitations.invite({ id: ada.householdId, email })
    await invitations.withdraw({ id })
    const { items } = await bob.larder.events.list({ stream: `organisation-${ada.householdId}` })
    expect(typesIn(items)).toEqual([
      'MemberInvited',
      'MemberJoined',
      'MemberInvited',
      'InvitationWithdrawn',
    ])
    expect(JSON.stringify(items)).not.toContain(email)
    const rows = await larder.database.reader
      .selectFrom('organisation_invitations')
      .select('email')
      .execute()
    expect(rows.map((row) => row.email)).not.toContain(email)
  })
})

describe('Given a server that takes new accounts by invitation', () => {
  test('when a member invites somebody, then that admits them to the server as well', async () => {
    const closed = await startLarder({ settings: { LARDER_REGISTRATION: 'invitation' } })
    const adminCode = /--admin-code (\S+)/.exec(closed.output())?.[1] ?? ''
    const ada = await closed.person('ada', { adminCode })
    await expect(closed.person('eve')).rejects.toMatchObject({ reason: 'INVITATION_NEEDED' })
    const { id, token } = await linkOf(ada)
    const bob = await closed.person('bob', { invitation: token })
    await bob.larder.organisations.invitations.accept({ token })
    // Accepting used it up; so does withdrawing.
    await expect(closed.person('eve', { invitation: token })).rejects.toMatchObject({
      reason: 'INVITATION_REFUSED',
    })
    const other = await linkOf(ada)
    expect(other.id).not.toBe(id)
    await ada.larder.organisations.invitations.withdraw({ id: other.id })
    await expect(closed.person('eve', { invitation: other.token })).rejects.toMatchObject({
      reason: 'INVITATION_REFUSED',
    })
  })

  test('when it was mailed, then it admits the address that it was mailed to, and no other', async () => {
    const closed = await startLarder({ settings: { LARDER_REGISTRATION: 'invitation' } })
    const adminCode = /--admin-code (\S+)/.exec(closed.output())?.[1] ?? ''
    const ada = await closed.person('ada', { adminCode })
    const email = `bob.${crypto.randomUUID()}@example.org`
    await ada.larder.organisations.invitations.invite({ id: ada.householdId, email })
    const { token: invitation } = await closed.mailTo(email)
    await expect(closed.person('eve', { invitation })).rejects.toMatchObject({
      reason: 'INVITATION_REFUSED',
    })
    const bob = await closed.person('bob', { email, invitation })
    await bob.larder.organisations.invitations.accept({ token: invitation })
  })
})

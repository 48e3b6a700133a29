import { describe, expect, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import { startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'

const DAY_MS = 86_400_000
const BY_INVITATION = { LARDER_REGISTRATION: 'invitation' }

/** The administrator of a server that does not let everybody in. */
async function administrator(larder: TestServer): Promise<Person> {
  const adminCode = /--admin-code (\S+)/.exec(larder.output())?.[1] ?? ''
  return larder.person('ada', { adminCode })
}

const accountsOf = async (larder: TestServer) =>
  (await larder.database.reader.selectFrom('accounts').select('id').execute()).length

describe('Given a server that takes new accounts by invitation', () => {
  test('when the first administrator registers with the printed code, then no invitation is needed', async () => {
    const larder = await startLarder({ settings: BY_INVITATION })
    await expect(larder.person('eve')).rejects.toMatchObject({ reason: 'INVITATION_NEEDED' })
    const ada = await administrator(larder)
    expect((await ada.larder.accounts.whoAmI()).role).toBe('admin')
  })

  test('when ten people use one invitation at once, then one of them has an account', async () => {
    const larder = await startLarder({ settings: BY_INVITATION })
    const ada = await administrator(larder)
    const { token: invitation } = await ada.larder.admin.invitations.create({})
    const attempts = Array.from({ length: 10 }, () => larder.person('bob', { invitation }))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({ reason: 'INVITATION_REFUSED' })
      }
    }
    expect(await accountsOf(larder)).toBe(2)
    expect((await ada.larder.admin.invitations.list()).items).toEqual([])
  })

  test('when it is for one address, then that one may be written in any way, and no other does', async () => {
    const larder = await startLarder({ settings: BY_INVITATION })
    const ada = await administrator(larder)
    const email = 'bob@example.org'
    const { token: invitation } = await ada.larder.admin.invitations.create({ email })
    const eve = larder.person('eve', { invitation })
    await expect(eve).rejects.toMatchObject({ reason: 'INVITATION_REFUSED' })
    await larder.person('bob', { invitation, email: 'BOB@example.org' })
  })

  test.each([
    ['is over', { expires_at: new Date(Date.now() - DAY_MS).toISOString() }],
    ['has another salt', { salt: '00'.repeat(32) }],
  ])('when it %s, then it is refused', async (_, change) => {
    const larder = await startLarder({ settings: BY_INVITATION })
    const ada = await administrator(larder)
    const { token: invitation } = await ada.larder.admin.invitations.create({})
    await larder.database.writer.updateTable('registration_invitations').set(change).execute()
    const bob = larder.person('bob', { invitation })
    await expect(bob).rejects.toMatchObject({ reason: 'INVITATION_REFUSED' })
    expect(await accountsOf(larder)).toBe(1)
  })

  test('when registering fails for another reason, then the invitation is still good', async () => {
    const larder = await startLarder({ settings: BY_INVITATION })
    const ada = await administrator(larder)
    const { token: invitation } = await ada.larder.admin.invitations.create({})
    const again = larder.person('ada', { invitation, email: ada.email })
    await expect(again).rejects.toMatchObject({ reason: 'EMAIL_TAKEN' })
    await larder.person('bob', { invitation })
  })

  test('when an administrator invites at the command line, then the token is printed, and taken back', async () => {
    const larder = await startLarder({ settings: BY_INVITATION })
    const shell = Shell.open(larder.url)
    await shell.logIn(await administrator(larder))
    const invitation = (await shell.out('larder admin invite')).trim()
    expect(invitation).toMatch(/^larder_lnk_\d+_[\w-]{43}$/)
    await larder.person('bob', { invitation })
    const second = (await shell.json('larder admin invite --email eve@example.org')) as Invited
    expect(await shell.out('larder admin invitations')).toContain('eve@example.org')
    await shell.out(`larder admin uninvite ${second.id}`)
    const eve = larder.person('eve', { invitation: second.token, email: 'eve@example.org' })
    await expect(eve).rejects.toMatchObject({ reason: 'INVITATION_REFUSED' })
    expect(await shell.run(`larder admin uninvite ${second.id}`)).toMatchObject({ code: 3 })
  })
})

interface Invited {
  id: number
  token: string
}

describe('Given a server that is closed', () => {
  test('when somebody registers, then only with the code of the first administrator', async () => {
    const larder = await startLarder({ settings: { LARDER_REGISTRATION: 'closed' } })
    const ada = await administrator(larder)
    const { token: invitation } = await ada.larder.admin.invitations.create({})
    for (const options of [{}, { invitation }, { adminCode: 'a wrong code' }]) {
      const bob = larder.person('bob', options)
      await expect(bob).rejects.toMatchObject({
        reason: 'adminCode' in options ? 'FIRST_ADMIN_CODE_WRONG' : 'REGISTRATION_CLOSED',
      })
    }
    expect(await accountsOf(larder)).toBe(1)
  })
})

describe('Given a server that is open', () => {
  test('control: when somebody registers, then no invitation is needed, and none is used up', async () => {
    const larder = await startLarder()
    const ada = await administrator(larder)
    const { token: invitation } = await ada.larder.admin.invitations.create({})
    await larder.person('bob')
    await larder.person('eve', { invitation })
    expect((await ada.larder.admin.invitations.list()).items).toHaveLength(1)
  })
})

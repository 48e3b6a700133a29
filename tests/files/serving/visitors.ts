import type { Person, TestServer } from '#harness'

/** Somebody who asks for files, and what they come with. */
export interface Visitor {
  name: string
  secret: string | null
  /** With what they are refused wherever a credential is needed. */
  refusedAs?: 'SIGN_IN_REQUIRED' | 'CREDENTIAL_REFUSED'
  /** NULL: a session. */
  scopes: string[] | null
}

export interface Cast {
  visitors: Visitor[]
  ada: Person
  /** Disabled, in the end. */
  dan: Person
  removed: Person
  companyOwner: Person
  companyId: number
  takeIn(person: Person, role: 'member' | 'viewer'): Promise<void>
}

/** Everybody who asks: those in the company, those in the household of ada, and those in neither. */
export async function makeCast(larder: TestServer): Promise<Cast> {
  const [ada, dan, bob] = await Promise.all(
    ['ada', 'dan', 'bob'].map((name) => larder.person(name)),
  )
  if (!ada || !dan || !bob) throw new Error('three people')
  const [fellow, companyOwner] = [await larder.person('fay'), await larder.person('otto')]
  const [member, viewer] = [await larder.person('mia'), await larder.person('vic')]
  const removed = await larder.person('rex')
  const administrator = await larder.person('root', { accountRole: 'admin' })
  const { organisations } = companyOwner.larder
  const company = await organisations.create({ kind: 'company', name: 'shop' })
  const takeIn: Cast['takeIn'] = async (person, role) => {
    const { token } = await organisations.invitations.makeLink({ id: company.id, role })
    await person.larder.organisations.invitations.accept({ token })
  }
  await takeIn(member, 'member')
  await takeIn(viewer, 'viewer')
  await takeIn(removed, 'member')
  await organisations.members.remove({ id: company.id, accountId: removed.accountId })
  await ada.takeIn(fellow, 'viewer')
  const session = (name: string, { session: secret }: Person): Visitor => ({
    name,
    secret,
    scopes: null,
  })
  const { tokens } = ada.larder.accounts
  const token = async (name: string, scopes: ['files:read'] | ['files:write'] | ['*']) => {
    const { token: secret, id } = await tokens.create({ name, scopes })
    return { id, visitor: { name: `owner, ${name}`, secret, scopes: [...scopes] } as Visitor }
  }
  const [reading, writing] = [
    await token('token to read', ['files:read']),
    await token('token to write', ['files:write']),
  ]
  const [expired, revoked] = [
    await token('expired token', ['*']),
    await token('revoked token', ['*']),
  ]
  await larder.database.writer
    .updateTable('access_tokens')
    .set({ expires_at: '2020-01-01T00:00:00.000Z' })
    .where('id', '=', expired.id)
    .execute()
  await tokens.revoke({ id: revoked.id })
  const refusedAs = 'CREDENTIAL_REFUSED' as const
  return {
    ...{ ada, dan, removed, companyOwner, companyId: company.id, takeIn },
    visitors: [
      { name: 'anonymous', secret: null, refusedAs: 'SIGN_IN_REQUIRED', scopes: null },
      { name: 'nonsense', secret: 'hello', refusedAs, scopes: null },
      session('owner', ada),
      reading.visitor,
      writing.visitor,
      { ...expired.visitor, refusedAs },
      { ...revoked.visitor, refusedAs },
      session('fellow', fellow),
      session('other account', bob),
      session('company owner', companyOwner),
      session('company member', member),
      session('company viewer', viewer),
      session('removed member', removed),
      session('administrator', administrator),
    ],
  }
}

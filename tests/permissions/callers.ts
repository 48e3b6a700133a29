import { randomUUID } from 'node:crypto'
import type { AccountRole, Person, TestServer } from '#harness'
import type { Role, Scope } from './row.ts'

/** Somebody who calls every procedure. */
export interface Caller {
  name: string
  /** What stands in the `Authorization` header; null: nothing. */
  secret: string | null
  password: string
  /** Whose credential it is; null: nobody's. */
  person: Person | null
  /** With what it is refused wherever a credential is needed. */
  refusedAs?: 'SIGN_IN_REQUIRED' | 'CREDENTIAL_REFUSED'
  /** NULL: a session, which has no scopes. */
  scopes: Scope[] | null
  /** On the whole server. */
  accountRole: AccountRole
  /** In the household that the matrix is about; null: a stranger to it, with one of their own. */
  role: Role | null
  /** Signs in again, after a procedure that may have ended the session. */
  renew(): Promise<void>
}

const allScopes: Scope[] = [
  'account:read',
  'account:write',
  'events:read',
  'files:read',
  'files:write',
  'freezers:read',
  'freezers:write',
  'organisations:read',
  'organisations:write',
  'videos:read',
  'videos:write',
  'webhooks:read',
  'webhooks:write',
  'admin',
  '*',
]

/** Everybody who calls; the household belongs to `keeper`, who is none of them. */
export async function everybody(
  larder: TestServer,
  keeper: Person,
  owner: Person,
): Promise<Caller[]> {
  const stranger = await larder.person('stranger')
  const administrator = await larder.person('administrator', { accountRole: 'admin' })
  const staff = await larder.person('staff', { accountRole: 'staff' })
  const scoped = (person: Person, facts: Partial<Caller> & { name: string }) =>
    allScopes.map((scope) =>
      withToken(person, [scope], { ...facts, name: `${facts.name}, token for ${scope}` }),
    )
  return [
    nobody('anonymous', null),
    nobody('token that nobody made', 'larder_pat_000000000000000000000000000000003pvxzo'),
    nobody('something that is no credential', 'hello'),
    withSession(stranger, 'stranger', { role: null }),
    withSession(await inhabitant(larder, keeper, 'viewer'), 'viewer', { role: 'viewer' }),
    withSession(await inhabitant(larder, keeper, 'member'), 'member', { role: 'member' }),
    withSession(await inhabitant(larder, keeper, 'admin'), 'admin', { role: 'admin' }),
    withSession(owner, 'owner', { role: 'owner' }),
    withSession(staff, 'staff', { accountRole: 'staff' }),
    withSession(administrator, 'administrator', { accountRole: 'admin' }),
    ...(await Promise.all(scoped(owner, { name: 'owner', role: 'owner' }))),
    ...(await Promise.all(scoped(administrator, { name: 'administrator', accountRole: 'admin' }))),
    await expired(larder, owner),
    await revoked(owner),
  ]
}

/** Somebody who lives in the keeper's household and nowhere else. */
export async function inhabitant(larder: TestServer, keeper: Person, role: Role): Promise<Person> {
  const person = await larder.person(role)
  await person.larder.organisations.delete({ id: person.householdId })
  await keeper.takeIn(person, role)
  return person
}

function nobody(name: string, secret: string | null): Caller {
  const refusedAs = secret === null ? 'SIGN_IN_REQUIRED' : 'CREDENTIAL_REFUSED'
  const password = 'the password of nobody'
  return { ...unprivileged, name, secret, password, refusedAs }
}

export function withSession(person: Person, name: string, facts: Partial<Caller>): Caller {
  const { session: secret, password } = person
  return {
    ...{ ...unprivileged, name, secret, password, person, ...facts },
    async renew() {
      this.secret = (await person.logIn()).session
    },
  }
}

async function withToken(
  person: Person,
  scopes: Scope[],
  facts: Partial<Caller> & { name: string },
): Promise<Caller> {
  const { larder, password } = person
  const { token } = await larder.accounts.tokens.create({ name: randomUUID(), scopes })
  return { ...unprivileged, secret: token, password, person, scopes, ...facts }
}

async function expired(larder: TestServer, person: Person): Promise<Caller> {
  const caller = await withToken(person, ['*'], { name: 'expired token', ...over })
  const age = larder.database.writer.updateTable('access_tokens')
  const expires_at = '2020-01-01T00:00:00.000Z'
  await age
    .set({ expires_at })
    .where('id', '=', await newestToken(person))
    .execute()
  return caller
}

async function revoked(person: Person): Promise<Caller> {
  const caller = await withToken(person, ['*'], { name: 'revoked token', ...over })
  await person.larder.accounts.tokens.revoke({ id: await newestToken(person) })
  return caller
}

async function newestToken({ larder }: Person): Promise<number> {
  return (await larder.accounts.tokens.list()).items[0]?.id ?? 0
}

const over = { refusedAs: 'CREDENTIAL_REFUSED' } as const

const unprivileged = {
  person: null,
  scopes: null,
  accountRole: 'user' as const,
  role: null,
  renew: async () => {},
}

import { randomBytes } from 'node:crypto'
import type { Database } from '@larder/db'
import type { Larder, RouterInputs, RouterOutputs } from '@larder/sdk'
import { createLarder, memorySession } from '@larder/sdk'

type Registration = RouterInputs['accounts']['register']
type Freezer = RouterOutputs['freezers']['create']
type NewProduct = RouterInputs['freezers']['products']['add']
type Product = RouterOutputs['freezers']['products']['add']
type Role = 'owner' | 'admin' | 'member' | 'viewer'

/** Somebody with an account and a household, who is signed in. */
export interface Person {
  /** The SDK, signed in. */
  larder: Larder
  email: string
  password: string
  accountId: number
  householdId: number
  /** The session that registering started. */
  session: string
  /** Signs in once more, as on another device. */
  logIn(): Promise<{ larder: Larder; session: string }>
  /** Makes a freezer: under a new name and with five boxes, if nothing else is said. */
  freezer(freezer?: { name?: string; boxes?: number }): Promise<Freezer>
  /** Puts a product into a freezer: peas into box 1, if nothing else is said. */
  product(freezer: { id: number }, product?: Partial<NewProduct>): Promise<Product>
  /** Makes somebody a member of this household, by default a plain one. */
  takeIn(member: { accountId: number }, role?: Role): Promise<void>
}

export interface PersonOptions extends Partial<Registration> {
  isAdmin?: boolean
}

/** Registers somebody. The address is made from the name and is always a new one. */
export async function registerPerson(
  { url, database }: { url: string; database: Database },
  name: string,
  { isAdmin = false, ...registration }: PersonOptions,
): Promise<Person> {
  const { email = `${name}.${random()}@example.org`, password = `the password of ${name}` } =
    registration
  const larder = createLarder({ url, session: memorySession() })
  const account = { displayName: name, ...registration, email, password }
  const { session, account: registered } = await larder.accounts.register(account)
  const accountId = registered.id
  if (isAdmin) await promote(database, accountId)
  const { memberships } = await larder.accounts.whoAmI()
  const householdId = memberships[0]?.organisationId ?? 0
  return {
    larder,
    email,
    password,
    accountId,
    householdId,
    session,
    async logIn() {
      const device = createLarder({ url, session: memorySession() })
      const answer = await device.accounts.logIn({ email, password })
      return { larder: device, session: answer.session }
    },
    freezer: (freezer) =>
      larder.freezers.create({ name: `freezer ${random()}`, boxes: 5, ...freezer }),
    product: ({ id: freezerId }, product) =>
      larder.freezers.products.add({ freezerId, box: 1, name: 'peas', typeId: 1, ...product }),
    takeIn: (member, role = 'member') => join(database, householdId, member.accountId, role),
  }
}

async function promote({ writer }: Database, accountId: number): Promise<void> {
  await writer.updateTable('accounts').set({ is_admin: 1 }).where('id', '=', accountId).execute()
}

// Into the rows, because inviting is not built yet.
async function join(
  { writer }: Database,
  householdId: number,
  accountId: number,
  role: Role,
): Promise<void> {
  const joined = { role, joined_at: new Date().toISOString() }
  await writer
    .insertInto('organisation_members')
    .values({ organisation_id: householdId, account_id: accountId, ...joined })
    .execute()
}

function random(): string {
  return randomBytes(4).toString('hex')
}

import { randomBytes } from 'node:crypto'
import type { Database } from '@larder/db'
import type { Larder, RouterInputs, RouterOutputs } from '@larder/sdk'
import { createLarder, memorySession } from '@larder/sdk'

type Registration = RouterInputs['accounts']['register']
type Freezer = RouterOutputs['freezers']['create']
type NewProduct = RouterInputs['freezers']['products']['add']
type Product = RouterOutputs['freezers']['products']['add']
export type AccountRole = 'user' | 'staff' | 'admin'
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
  takeIn(member: { larder: Larder }, role?: Role): Promise<void>
}

export interface PersonOptions extends Partial<Registration> {
  /** On the whole server; a plain user if nothing else is said. */
  accountRole?: AccountRole
}

/** Registers somebody. The address is made from the name and is always a new one. */
export async function registerPerson(
  { url, database }: { url: string; database: Database },
  name: string,
  { accountRole = 'user', ...registration }: PersonOptions,
): Promise<Person> {
  const { email = `${name}.${random()}@example.org`, password = `the password of ${name}` } =
    registration
  const larder = createLarder({ url, session: memorySession() })
  const account = { displayName: name, ...registration, email, password }
  const { session, account: registered } = signedIn(await larder.accounts.register(account))
  const accountId = registered.id
  if (accountRole !== 'user') await promote(database, accountId, accountRole)
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
    async takeIn(member, role = 'member') {
      const link = await larder.organisations.invitations.makeLink({ id: householdId, role })
      await member.larder.organisations.invitations.accept({ token: link.token })
    },
  }
}

/** What registering answers where no mail is sent. */
export function signedIn(answer: RouterOutputs['accounts']['register']): SignedIn {
  if (answer.session === null) throw new Error('This server wants the address confirmed by mail.')
  return answer
}

type SignedIn = Exclude<RouterOutputs['accounts']['register'], { session: null }>

async function promote({ writer }: Database, accountId: number, role: AccountRole): Promise<void> {
  await writer.updateTable('accounts').set({ role }).where('id', '=', accountId).execute()
}

function random(): string {
  return randomBytes(4).toString('hex')
}

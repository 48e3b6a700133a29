import { memorySession } from '@larder/sdk'
import type { TestServer } from '#harness'
import { signedIn } from '#harness'
import { soonLoggedUnder } from '../in-the-log.ts'

export interface Ada {
  accountId: number
  householdId: number
  session: string
}

export const HERE = { 'x-forwarded-for': '203.0.113.77' }
const ELSEWHERE = { 'x-forwarded-for': '2001:db8::77:1' }

/** Everything about ada that somebody could look for. */
const hers = {
  email: 'ada.of.the.alps@example.org',
  displayName: 'Ada of the Alps',
  cellar: 'cellar under the chapel',
  renamed: 'cellar behind the chapel',
  shed: 'shed that never was',
  flowers: 'frozen edelweiss',
  syrup: 'edelweiss in syrup',
  dawn: 'picked at dawn on the ridge',
  noon: 'picked at noon',
  plums: 'plums from the parson',
  script: 'script of the ridge',
}
export const personal: string[] = [
  ...Object.values(hers),
  HERE['x-forwarded-for'],
  ELSEWHERE['x-forwarded-for'],
]

/** What ada does at home, from two addresses. */
export async function liveALife(larder: TestServer): Promise<Ada> {
  const store = memorySession()
  const { accounts, freezers } = larder.client({ headers: HERE, session: store })
  const { email, displayName } = hers
  const password = 'nobody climbs this high'
  const registered = signedIn(await accounts.register({ email, displayName, password }))
  const { id } = await freezers.create({ name: hers.cellar, boxes: 4 })
  await freezers.edit({ id, name: hers.renamed, boxes: 5 })
  const inBox = { freezerId: id, box: 1, typeId: 1 }
  const first = await freezers.products.add({
    ...inBox,
    name: hers.flowers,
    description: hers.dawn,
  })
  await freezers.products.edit({ id: first.id, name: hers.syrup, description: hers.noon })
  await freezers.products.move({ id: first.id, box: 2 })
  await freezers.products.takeOut({ id: first.id })
  await freezers.products.putBack({ id: first.id, box: 3 })
  const second = await freezers.products.add({ ...inBox, name: hers.plums })
  await freezers.products.delete({ id: second.id })
  const other = await freezers.create({ name: hers.shed, boxes: 1 })
  await freezers.archive({ id: other.id })
  await freezers.restore({ id: other.id })
  await freezers.delete({ id: other.id })
  await accounts.tokens.create({ name: hers.script, scopes: ['freezers:read'] })
  const wrong = { email, password: 'not that one' }
  const failed = { ...ELSEWHERE, 'x-request-id': 'ada-mistyped-it' }
  await larder.call('accounts.logIn', wrong, { headers: failed })
  const nobody = { ...HERE, 'x-request-id': 'ada-was-nobody' }
  await larder.call('accounts.logIn', { ...wrong, email: 'adda@example.org' }, { headers: nobody })
  const refused = { secret: registered.session, headers: { ...HERE, 'x-request-id': 'ada-asked' } }
  await larder.call('freezers.types.remove', { id: 1 }, refused)
  for (const request of ['ada-mistyped-it', 'ada-was-nobody', 'ada-asked']) {
    await soonLoggedUnder(larder.database, request)
  }
  const { memberships } = await accounts.whoAmI()
  const householdId = memberships[0]?.organisationId ?? 0
  return { accountId: registered.account.id, householdId, session: registered.session }
}

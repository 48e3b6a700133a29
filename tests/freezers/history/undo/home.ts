import type { Person, TestServer } from '#harness'
import type { Attempt } from './any-life.ts'

/** A household through the front door. What lives in it is known by the order in which it came. */
export class Home {
  readonly person: Person
  readonly #larder: TestServer
  /** Ids by the keys under which they are known in every household that lives the same life. */
  readonly freezers = new Map<number, number>()
  readonly products = new Map<number, number>()

  constructor(larder: TestServer, person: Person) {
    this.#larder = larder
    this.person = person
  }

  static async of(larder: TestServer, name: string): Promise<Home> {
    return new Home(larder, await larder.person(name))
  }

  get api(): Person['larder']['freezers'] {
    return this.person.larder.freezers
  }

  /** The events of the household, the oldest first. */
  async events(): Promise<{ id: number; type: string; subject: string | null }[]> {
    return this.#larder.database.reader
      .selectFrom('events')
      .select(['id', 'type', 'subject'])
      .where('audience', '=', `organisation-${this.person.householdId}`)
      .where('subject', 'is not', null)
      .orderBy('id')
      .execute()
  }

  /** All that there is, in rows that know each other by their keys. */
  async rows(): Promise<object[]> {
    const { reader } = this.#larder.database
    const { householdId } = this.person
    const freezerKeys = turned(this.freezers)
    const productKeys = turned(this.products)
    const freezers = await reader
      .selectFrom('freezers')
      .selectAll()
      .where('household_id', '=', householdId)
      .execute()
    const products = await reader
      .selectFrom('products')
      .selectAll()
      .where('household_id', '=', householdId)
      .execute()
    const rows = [
      ...freezers.map(({ id, household_id, created_at, archived_at, ...row }) => ({
        ...{ key: `freezer ${freezerKeys.get(id)}`, isArchived: archived_at !== null },
        ...row,
      })),
      ...products.map(({ id, household_id, created_at, freezer_id, ...row }) => ({
        ...{ key: `product ${productKeys.get(id)}`, freezer: freezerKeys.get(freezer_id) },
        ...row,
      })),
    ]
    return rows.sort((a, b) => a.key.localeCompare(b.key))
  }

  /**
   * The trends, and what holds of the histories: of which thing and what, in order. In which freezer
   * it happened stays told as it was. Some events may be left out.
   */
  async derived(except: ReadonlySet<number>): Promise<object> {
    const { items: trends } = await this.api.trends.personal()
    const products = turned(this.products)
    const told = new Map<number, string>()
    for (const [key, freezerId] of this.freezers) {
      const { items } = await this.api.history.list({ freezerId, limit: 200 })
      for (const { id, type, payload, undoneBy } of items) {
        if (undoneBy !== null || type === 'ActionUndone' || except.has(id)) continue
        const product = 'productId' in payload && products.get(payload.productId)
        told.set(id, product === false ? `freezer ${key} ${type}` : `product ${product} ${type}`)
      }
    }
    return { trends, told: [...told].sort(([a], [b]) => a - b).map(([, what]) => what) }
  }
}

function turned(ids: Map<number, number>): Map<number, number> {
  return new Map([...ids].map(([key, id]) => [id, key]))
}

/** Nothing has this id. */
const MISSING_ID = 2_000_000_000

/** Something that was done, which another household can do as well. */
export type Step = (home: Home) => Promise<void>

/** What an attempt comes to in a household; undefined for what is not tried through the front door. */
export async function stepOf(home: Home, attempt: Attempt, key: number): Promise<Step | undefined> {
  const { which, box, number, typeId } = attempt
  const freezer = [...home.freezers.keys()][attempt.freezer % (home.freezers.size || 1)] ?? 0
  const product = [...home.products.keys()][which % (home.products.size || 1)] ?? 0
  const name = ['attic', 'cellar', 'garage'][attempt.name] ?? ''
  const day = `2024-01-0${attempt.day}`
  const place = { box, number }
  const freezerOf = (where: Home) => where.freezers.get(freezer) ?? MISSING_ID
  const productOf = (where: Home) => where.products.get(product) ?? MISSING_ID
  switch (attempt.what) {
    case 'add':
      return which % 8 === 0
        ? imported(freezer, key, { ...place, name, day })
        : async (where) => {
            const facts = { name, typeId, quantity: attempt.day, dateIn: day, periodMonths: 6 }
            const freezerId = freezerOf(where)
            const { id } = await where.api.products.add({ freezerId, ...place, ...facts })
            where.products.set(key, id)
          }
    case 'correct the days':
      return correcting(home, product, { dateIn: day, quantity: number })
    case 'correct the rest':
      return correcting(home, product, { name, typeId })
    case 'move':
      return async (where) => {
        const freezerId = freezerOf(where)
        await where.api.products.move({ id: productOf(where), freezerId, ...place })
      }
    case 'take out':
      return async (where) => {
        await where.api.products.takeOut({ id: productOf(where), dateOut: day })
      }
    case 'put back':
      return async (where) => {
        await where.api.products.putBack({ id: productOf(where), ...place })
      }
    case 'delete':
      return async (where) => {
        await where.api.products.delete({ id: productOf(where) })
      }
    case 'create a freezer':
      return async (where) => {
        where.freezers.set(key, (await where.api.create({ name, boxes: box })).id)
      }
    case 'rename':
      return async (where) => void (await where.api.edit({ id: freezerOf(where), name }))
    case 'resize':
      return async (where) => void (await where.api.edit({ id: freezerOf(where), boxes: box }))
    case 'archive':
      return async (where) => void (await where.api.archive({ id: freezerOf(where) }))
    case 'restore':
      return async (where) => void (await where.api.restore({ id: freezerOf(where) }))
    case 'delete a freezer':
      return async (where) => void (await where.api.delete({ id: freezerOf(where) }))
    default:
      return undefined
  }
}

/** What is said is only what is new by then, so that whoever lives it again says no more. */
async function correcting(
  home: Home,
  product: number,
  facts: { dateIn: string; quantity: number } | { name: string; typeId: number },
): Promise<Step | undefined> {
  const idOf = (where: Home) => where.products.get(product) ?? MISSING_ID
  const known = await home.api.products.get({ id: idOf(home) }).catch(() => undefined)
  if (!known) return undefined
  const changed = Object.entries(facts).filter(
    ([field, value]) => Reflect.get(known, field) !== value,
  )
  const news = Object.fromEntries(changed)
  return async (where) => void (await where.api.products.edit({ id: idOf(where), ...news }))
}

/** A product that was taken out already when it was written down. */
function imported(
  freezer: number,
  key: number,
  product: { box: number; number: number; name: string; day: string },
): Step {
  return async (where) => {
    const id = where.freezers.get(freezer) ?? MISSING_ID
    const { name: home, archivedAt } = await where.api.get({ id })
    // Another one may be in use under its name.
    if (archivedAt !== null) throw { reason: 'FREEZER_ARCHIVED', status: 409, details: {} }
    const { box, number, name, day } = product
    const header =
      'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
    const csv = `${header}\n${home},,${box},${number},${name},,soup,${day},2024-01-05,6,1`
    const seen = new Set((await where.events()).map(({ id }) => id))
    await where.api.importCsv({ csv })
    const added = (await where.events()).find(({ id }) => !seen.has(id))
    where.products.set(key, Number(added?.subject?.split('-')[1]))
  }
}

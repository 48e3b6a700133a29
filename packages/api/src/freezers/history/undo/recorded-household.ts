import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import { recordedEvent } from '../../../event-log/recorded-event.ts'
import { holderOf } from '../../products/numbers.ts'
import { ProductTypeRemoved, productTypeStream } from '../../types/events.ts'
import { withStandingText } from './erased-text.ts'
import type { Fact, Thing } from './facts.ts'
import { factTypes } from './facts.ts'
import type { Household, Removal } from './household.ts'
import { MOST } from './household.ts'
import type { Place } from './state.ts'

/** A household as the database has it, in the transaction of whoever asks. */
export class RecordedHousehold implements Household {
  readonly #db: Writer
  readonly #id: number

  constructor(db: Writer, id: number) {
    this.#db = db
    this.#id = id
  }

  async factsOf(thing: Thing): Promise<Fact[]> {
    return withStandingText(this.#db, thing, await factsOf(this.#db, thing))
  }

  productAt(place: Place): Promise<number | undefined> {
    return holderOf(this.#db, place)
  }

  async productsOf(freezerId: number): Promise<number[]> {
    const query = this.#db.selectFrom('products').select('id').where('freezer_id', '=', freezerId)
    return idsIn(await query.limit(MOST + 1).execute())
  }

  async productsBeyond(freezerId: number, box: number): Promise<number[]> {
    const query = this.#db.selectFrom('products').select('id').where('freezer_id', '=', freezerId)
    const beyond = query.where('box', '>', box).where('slot', 'is not', null)
    return idsIn(await beyond.limit(MOST + 1).execute())
  }

  async freezerNamed(liveName: string): Promise<number | undefined> {
    const freezer = await this.#db
      .selectFrom('freezers')
      .select('id')
      .where('household_id', '=', this.#id)
      .where('live_name', '=', liveName)
      .executeTakeFirst()
    return freezer?.id
  }

  async removalOf(typeId: number): Promise<Removal | undefined> {
    // Held, so that it is still there when a product of it is written.
    const query = this.#db.selectFrom('product_types').select('id').where('id', '=', typeId)
    const [type] = await locked(this.#db, query).execute()
    if (type) return undefined
    const removed = await this.#db
      .selectFrom('events')
      .select(['id', 'payload'])
      .where('stream', '=', productTypeStream(typeId).name)
      .where('type', '=', ProductTypeRemoved.type)
      .executeTakeFirstOrThrow()
    return { typeId, eventId: removed.id, payload: JSON.parse(removed.payload) as object }
  }
}

/** Everything that ever happened to a product or a freezer itself, in its order. */
export async function factsOf(db: Writer, thing: Thing): Promise<Fact[]> {
  const query = db.selectFrom('events').selectAll().where('subject', '=', thing)
  const events = (await query.orderBy('id').execute()).map(recordedEvent)
  return events.filter(({ type }) => factTypes.has(type)) as Fact[]
}

function idsIn(rows: { id: number }[]): number[] {
  return rows.map(({ id }) => id)
}

import type { Reader } from '@larder/db'
import { prepared } from '@larder/db'
import { sql } from 'kysely'
import { DomainError } from '../../errors/map.ts'

// Numbers are written on physical boxes: one is taken while its product is inside and free again
// afterwards. Callers hold the freezer, so that two people never get the same.

/** The number to use: the wanted one if it is free, the lowest free one if none is wanted. */
export async function chooseNumber(
  db: Reader,
  freezerId: number,
  box: number,
  wanted: number | undefined,
): Promise<number> {
  if (wanted === undefined) return lowestFreeNumber(db, freezerId, box)
  const holder = await holderOf(db, { freezerId, box, number: wanted })
  if (holder === undefined) return wanted
  throw new DomainError('NUMBER_TAKEN', {
    box,
    number: wanted,
    productId: holder,
    nextFree: await lowestFreeNumber(db, freezerId, box),
  })
}

/** Which product has the number now. */
export async function holderOf(
  db: Reader,
  place: { freezerId: number; box: number; number: number },
): Promise<number | undefined> {
  const [holder] = await findHolder(db, place)
  return holder?.id
}

/** The lowest number in the box that no product inside has. */
export async function lowestFreeNumber(
  db: Reader,
  freezerId: number,
  box: number,
): Promise<number> {
  const [taken] = await findTaken(db, { freezerId, box })
  if (!taken?.lowest || taken.lowest > 1) return 1
  // Mostly the numbers have no gap, and counting them is much cheaper than looking for one.
  if (taken.count === taken.highest) return taken.highest + 1
  const [gap] = await findGap(db, { freezerId, box })
  return gap?.number ?? taken.highest + 1
}

interface InBox {
  freezerId: number
  box: number
}

const findHolder = prepared<InBox & { number: number }, { id: number }>((db, param) =>
  db
    .selectFrom('products')
    .select('id')
    .where('freezer_id', '=', param('freezerId'))
    .where('box', '=', param('box'))
    .where('slot', '=', param('number')),
)

const findTaken = prepared<InBox, { count: number; lowest: number | null; highest: number }>(
  (db, param) =>
    db
      .selectFrom('products')
      .select([
        sql<number>`count(*)`.as('count'),
        sql<number | null>`min(slot)`.as('lowest'),
        sql<number>`max(slot)`.as('highest'),
      ])
      .where('freezer_id', '=', param('freezerId'))
      .where('box', '=', param('box'))
      .where('slot', 'is not', null),
)

/** The first number after a taken one that is not taken itself: one step in the index a number. */
const findGap = prepared<InBox, { number: number }>((db, param) =>
  db
    .selectFrom('products as product')
    .select((eb) => eb('product.slot', '+', 1).as('number'))
    .where('product.freezer_id', '=', param('freezerId'))
    .where('product.box', '=', param('box'))
    .where('product.slot', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('products as next')
            .select('next.id')
            .whereRef('next.freezer_id', '=', 'product.freezer_id')
            .whereRef('next.box', '=', 'product.box')
            .whereRef('next.slot', '=', (e) => e('product.slot', '+', 1)),
        ),
      ),
    )
    .orderBy('product.slot')
    .limit(1)
    .$castTo<{ number: number }>(),
)

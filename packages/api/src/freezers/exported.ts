import type { Reader } from '@larder/db'
import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { READ_AT_ONCE } from '../leaving/export/define.ts'
import { jsonArray, jsonOf, pagesAfter } from '../leaving/export/text.ts'
import { freezerFrom, freezerList } from './freezer-list.ts'
import type { ProductRow } from './products/product-list.ts'
import { byPlace, productFrom, productList } from './products/product-list.ts'
import { countByType } from './reports/queries.ts'
import { cellsOf, freezerCells } from './transfer/csv-cells.ts'
import { writeCsv } from './transfer/csv-format.ts'

/** What is in the freezers of every household that somebody is a member of. */
export function filesOfFreezers(scope: ExportScope): ExportFile[] {
  const households = scope.memberships.filter(({ kind }) => kind === 'household')
  return households
    .flatMap(({ organisationId }) => filesOfHousehold(scope, organisationId))
    .map((file) => ({ ...file, isOfMembers: true }))
}

function filesOfHousehold(scope: ExportScope, householdId: number): ExportFile[] {
  const { db, language } = scope
  const folder = `household-${householdId}`
  return [
    {
      name: `${folder}/freezers.json`,
      explains: {
        en: `The freezers of household ${householdId}, also the archived ones.`,
        fr: `Les congélateurs du foyer ${householdId}, aussi ceux qui sont archivés.`,
      },
      read: () => jsonArray(freezerPages(scope, householdId)),
    },
    {
      name: `${folder}/products.json`,
      explains: {
        en: `All products of household ${householdId}: inside first, then what was taken out.`,
        fr: `Tous les produits du foyer ${householdId} : d’abord ceux qui y sont, puis les sortis.`,
      },
      read: () => jsonArray(mapped(productPages(scope, householdId), productFrom)),
    },
    {
      name: `${folder}/inventory.csv`,
      explains: {
        en: 'The same products for spreadsheets, and for "larder import".',
        fr: 'Les mêmes produits pour un tableur, et pour « larder import ».',
      },
      read: () => inventory(scope, householdId),
    },
    {
      name: `${folder}/trends.json`,
      explains: {
        en: `How often household ${householdId} put in each type of product, and when one last left.`,
        fr: `Combien de fois le foyer ${householdId} a mis chaque type de produit, et la dernière sortie.`,
      },
      read: () => jsonOf(() => countByType(db, language, householdId)),
    },
  ]
}

function freezerPages(scope: ExportScope, householdId: number): AsyncGenerator<object[]> {
  const read = async (after: number, limit: number) => {
    const where = { householdId: { eq: householdId }, id: { gt: after } }
    const sort = [{ by: 'id', direction: 'asc' as const }]
    const page = await freezerList.page(scope.db, { where, sort, limit, extra: {} })
    return page.items.map(freezerFrom)
  }
  return pagesAfter(scope, read, ({ id }) => id)
}

/**
 * First what is inside, then the rest. Where each is stands at the beginning: somebody moving it, or
 * taking it out, while the pages are read must not have it passed over or found twice.
 */
async function* productPages(
  { db, language, readmit }: ExportScope,
  householdId: number,
): AsyncGenerator<ProductRow[]> {
  await readmit()
  const ids = await productIds(db, householdId)
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    await readmit()
    const page = await productList.page(db, {
      where: { householdId: { eq: householdId }, id: { in: ids.slice(from, from + READ_AT_ONCE) } },
      sort: insideFirst,
      limit: READ_AT_ONCE,
      extra: { language },
    })
    yield page.items
  }
}

const insideFirst = [{ by: 'inside', direction: 'desc' as const }, ...byPlace]

async function productIds(db: Reader, householdId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('products')
    .select('id')
    .where('household_id', '=', householdId)
    .orderBy('inside', 'desc')
    .orderBy('freezer_id')
    .orderBy('box')
    .orderBy('number')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function* inventory(scope: ExportScope, householdId: number): AsyncGenerator<string> {
  yield writeCsv([])
  for await (const rows of productPages(scope, householdId)) {
    const freezers = await freezerCells(scope.db, householdId)
    const text = writeCsv(rows.map((row) => cellsOf(row, freezers)))
    // Each page of its own would begin with the header.
    yield text.slice(text.indexOf('\n') + 1)
  }
}

async function* mapped<From, To>(
  pages: AsyncIterable<From[]>,
  change: (row: From) => To,
): AsyncGenerator<To[]> {
  for await (const page of pages) yield page.map(change)
}

import type { Engine, Param, Reader, Tables } from '@larder/db'
import { engineOf, preparedShape } from '@larder/db'
import type { Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Columns } from './columns.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Filter, Values } from './filter.ts'
import { conditionOf, filterOf } from './filter.ts'
import type { Position, SortKey } from './keyset.ts'
import { afterPosition, positionName } from './keyset.ts'
import type { ValuesOf, Where } from './where.ts'

export interface ListDefinition<C extends Columns, Row, Extra extends Values> {
  columns: C
  /** The sort key that makes the order total; every list has one. */
  unique: keyof C & string
  /**
   * Tables and columns, without conditions. Columns marked `selected` must be, under their own
   * names: the last row of a page is the cursor. `Extra` are parameters of its own; `along` is what
   * the request says.
   */
  select: (db: Kysely<Tables>, param: Param<Extra>, along: string | undefined) => AnySelect<Row>
}

export interface ListRequest<C extends Columns, Extra> {
  where: Where<ValuesOf<C>>
  sort: SortKey[]
  cursor?: string | undefined
  limit: number
  extra: Extra
  /** The index to go along, where the caller knows better than the engines' statistics. */
  along?: string | undefined
}

export interface Page<Row> {
  items: Row[]
  /** Pass it on to get the next page; null on the last one. */
  nextCursor: string | null
}

export interface List<C extends Columns, Row, Extra> {
  page(db: Reader, request: ListRequest<C, Extra>): Promise<Page<Row>>
  count(db: Reader, request: Pick<ListRequest<C, Extra>, 'where' | 'extra'>): Promise<number>
}

// The tables and the selection differ from list to list; only conditions and order are added here.
// biome-ignore lint/suspicious/noExplicitAny: `SelectQueryBuilder` is invariant in its tables.
type AnySelect<Row> = SelectQueryBuilder<any, any, Row>

/**
 * Makes a list with filters, several sort keys and keyset pages out of a plain select. A page costs
 * the same at any depth; a total is counted only when it is asked for.
 */
export function listOf<C extends Columns, Row extends object, Extra extends Values>(
  definition: ListDefinition<C, Row, Extra>,
): List<C, Row, Extra> {
  const { columns } = definition
  const runPage = preparedShape<Values, Row>()
  const runCount = preparedShape<Values, { total: number }>()

  return {
    async page(db, request) {
      const sort = totalOrder(request.sort, definition.unique)
      const values: Values = { ...request.extra }
      const filter = filterOf(columns, request.where, values)
      const position = request.cursor === undefined ? null : readCursor(sort, request.cursor)
      position?.forEach((value, index) => {
        if (value !== null) values[positionName(index)] = value
      })
      const { along, limit } = request
      const shape = JSON.stringify([filter, sort, limit, position?.map(isNull), along])
      const rows = await runPage(db, shape, values, (kysely, param) =>
        ordered(
          narrowed(definition.select(kysely, param as Param<never>, along), filter, param),
          { engine: engineOf(kysely), sort, position, limit: limit + 1 },
          param,
        ),
      )
      return pageFrom(rows, sort, limit)
    },

    async count(db, request) {
      const values: Values = { ...request.extra }
      const filter = filterOf(columns, request.where, values)
      const [counted] = await runCount(db, JSON.stringify(filter), values, (kysely, param) =>
        narrowed(definition.select(kysely, param as Param<never>, undefined), filter, param)
          .clearSelect()
          .select(sql<number>`count(*)`.as('total')),
      )
      return counted?.total ?? 0
    },
  }

  function narrowed<R>(query: AnySelect<R>, filter: Filter, param: Param<Values>): AnySelect<R> {
    return query.where(conditionOf(columns, filter, param) as RawBuilder<boolean>)
  }

  function ordered<R>(
    query: AnySelect<R>,
    order: { engine: Engine; sort: SortKey[]; position: Position | null; limit: number },
    param: Param<Values>,
  ): AnySelect<R> {
    const { engine, sort, position } = order
    // A literal: with a parameter here SQLite would plan the query again at every run.
    let page = query.limit(sql.lit(order.limit))
    if (position) {
      const after = afterPosition(engine, columns, sort, position, param)
      page = page.where(after as RawBuilder<boolean>)
    }
    for (const { by, direction } of sort) {
      const column = sql.ref(columns[by]?.sql ?? by)
      page = page.orderBy(column, direction)
      if (columns[by]?.selected === false) page = page.select(column.as(fieldOf(columns[by].sql)))
    }
    return page
  }

  function pageFrom(rows: Row[], sort: SortKey[], limit: number): Page<Row> {
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    if (rows.length <= limit || !last) return { items, nextCursor: null }
    const position = sort.map(({ by }) => Reflect.get(last, fieldOf(columns[by]?.sql ?? by)))
    return { items, nextCursor: writeCursor(sort, position as Position) }
  }
}

/** The asked order, made total by the unique key, in the direction of the last key before it. */
function totalOrder(sort: SortKey[], unique: string): SortKey[] {
  if (sort.some(({ by }) => by === unique)) return sort
  return [...sort, { by: unique, direction: sort.at(-1)?.direction ?? 'asc' }]
}

/** The name under which a column is selected: `best_before` of `product.best_before`. */
function fieldOf(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1)
}

function isNull(value: unknown): boolean {
  return value === null
}

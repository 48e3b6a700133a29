import type { Compilable, CompiledQuery, InsertResult, Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Reader } from './database.ts'
import type { Engine } from './dialect/engine.ts'
import { engineOf } from './dialect/engine.ts'
import type { Tables } from './tables/index.ts'

/** Stands for a value that is only known when the statement runs. */
class Parameter {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Names a parameter where the builder expects an expression. */
export type Param<P> = <K extends keyof P & string>(name: K) => RawBuilder<P[K]>

type Build<P, Row> = (db: Kysely<Tables>, param: Param<P>) => Compilable<Row>

/**
 * A query that is built and compiled once for each engine, then run with new values. The builder
 * stays the source, the parameters stay typed.
 *
 * A parameter is written `+?`: SQLite plans a statement again at each bind when a plan may depend
 * on the bound value, which costs ten times the look-up; behind the no-op plus it cannot.
 */
export function prepared<P extends object, Row>(
  build: Build<P, Row>,
): (db: Reader, values: P) => Promise<Row[]> {
  const run = preparedShape<P, Row>()
  return (db, values) => run(db, '', values, build)
}

/** `prepared` for an insert; answers the id of the new row. */
export function preparedInsert<P extends object>(
  build: Build<P, InsertResult>,
): (db: Reader, values: P) => Promise<number> {
  const compiled = new Map<Engine, CompiledQuery<InsertResult>>()
  return async (db, values) => {
    const engine = engineOf(db as Kysely<Tables>)
    const query = compiled.get(engine) ?? compile(db, build)
    compiled.set(engine, query)
    const { insertId } = await db.executeQuery(bind(query, values))
    return Number(insertId)
  }
}

const SHAPES_KEPT = 500

/** `prepared` for queries whose shape varies with the request: one compilation a shape. */
export function preparedShape<P extends object, Row>(): (
  db: Reader,
  shape: string,
  values: P,
  build: Build<P, Row>,
) => Promise<Row[]> {
  const compiled = new Map<string, CompiledQuery<Row>>()
  return (db, shape, values, build) => {
    const key = engineOf(db as Kysely<Tables>) + shape
    const known = compiled.get(key)
    if (known) return execute(db, known, values)
    if (compiled.size >= SHAPES_KEPT) compiled.delete(compiled.keys().next().value ?? key)
    const query = compile(db, build)
    compiled.set(key, query)
    return execute(db, query, values)
  }
}

function compile<P, Row>(db: Reader, build: Build<P, Row>): CompiledQuery<Row> {
  const param: Param<P> = (name) => sql`+${new Parameter(name)}`
  return build(db as Kysely<Tables>, param).compile()
}

async function execute<Row>(db: Reader, query: CompiledQuery<Row>, values: object): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(bind(query, values))
  return rows
}

function bind<Row>(query: CompiledQuery<Row>, values: object): CompiledQuery<Row> {
  const parameters = query.parameters.map((value) =>
    value instanceof Parameter ? Reflect.get(values, value.name) : value,
  )
  return { ...query, parameters }
}

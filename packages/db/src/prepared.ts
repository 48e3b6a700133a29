import type {
  Compilable,
  CompiledQuery,
  InsertResult,
  Kysely,
  QueryResult,
  RawBuilder,
  UpdateResult,
} from 'kysely'
import { sql } from 'kysely'
import type { Reader } from './database.ts'
import type { Engine } from './dialect/engine.ts'
import { engineOf } from './dialect/engine.ts'
import { directReader } from './dialect/sqlite.ts'
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
  const run = preparedChange(build)
  return async (db, values) => Number((await run(db, values)).insertId)
}

/** `prepared` for an update; answers how many rows it found. */
export function preparedUpdate<P extends object>(
  build: Build<P, UpdateResult>,
): (db: Reader, values: P) => Promise<number> {
  const run = preparedChange(build)
  return async (db, values) => Number((await run(db, values)).numAffectedRows)
}

function preparedChange<P extends object, Result>(
  build: Build<P, Result>,
): (db: Reader, values: P) => Promise<QueryResult<Result>> {
  const compiled = new Map<Engine, CompiledQuery<Result>>()
  return async (db, values) => {
    const engine = engineOf(db as Kysely<Tables>)
    const query = compiled.get(engine) ?? compile(db, build)
    compiled.set(engine, query)
    return db.executeQuery(bind(query, values))
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
  const read = directReader(db)
  if (read) return read(query.sql, valuesOf(query, values)) as Row[]
  const { rows } = await db.executeQuery<Row>(bind(query, values))
  return rows
}

function bind<Row>(query: CompiledQuery<Row>, values: object): CompiledQuery<Row> {
  return { ...query, parameters: valuesOf(query, values) }
}

function valuesOf({ parameters }: CompiledQuery, values: object): unknown[] {
  return parameters.map((value) =>
    value instanceof Parameter ? Reflect.get(values, value.name) : value,
  )
}

import type { GlobalOptions } from '../global-options.ts'
import { plain } from './plain.ts'
import type { Style } from './style.ts'
import type { Column } from './table.ts'
import { drawRecord, drawTable } from './table.ts'
import { STANDARD_ERROR, STANDARD_OUTPUT, write } from './write.ts'

export interface ListView<Item> {
  columns: readonly Column<Item>[]
  /** What to say and do when there is nothing. */
  empty: string
  /** Prints at most so many and says when there are more; by default all. */
  limit?: number
  /** What people should know about whatever is listed. */
  remark?: string
}

/** Data goes to standard output, everything said about it to standard error. */
export interface Output {
  /** Whether JSON was asked for. */
  readonly isJson: boolean
  /** A table, or a JSON array. */
  list<Item>(items: AsyncIterable<Item> | Iterable<Item>, view: ListView<Item>): Promise<void>
  /** The fields of one thing, or the thing as JSON. */
  record(
    thing: object,
    fields: readonly (readonly [title: string, value: string | number | null])[],
  ): void
  /** A sentence that answers a change, or the changed thing as JSON. */
  answer(sentence: string, thing: unknown): void
  /** One of many that come one after the other: a line for people, or one of JSON. */
  line(text: string, thing: object): void
  /** JSON, whether it was asked for or not. */
  json(value: unknown): void
  /** Text as it is, such as a file. */
  raw(text: string): void
  /** A remark for people. */
  note(text: string): void
}

/** Makes the output of one command. */
export function createOutput({ json: isJson = false }: GlobalOptions, style: Style): Output {
  const raw = (text: string): void => write(STANDARD_OUTPUT, text)
  const note = (text: string): void => write(STANDARD_ERROR, `${text}\n`)
  const json = (value: unknown): void => raw(`${JSON.stringify(value, null, 2)}\n`)
  return {
    isJson,
    async list(items, { columns, empty, remark, limit = Number.POSITIVE_INFINITY }) {
      const rows = []
      let hasMore = false
      for await (const item of items) {
        hasMore = rows.length === limit
        if (hasMore) break
        rows.push(item)
      }
      if (isJson) json(rows)
      else if (rows.length === 0) note(empty)
      else raw(drawTable(rows, columns, style))
      if (hasMore) note(`These are the first ${limit}. For more: --limit <count>, or --all.`)
      if (remark !== undefined && rows.length > 0 && !isJson) note(remark)
    },
    record: (thing, fields) => (isJson ? json(thing) : raw(drawRecord(fields, style))),
    answer: (sentence, thing) => (isJson ? json(thing) : raw(`${plain(sentence)}\n`)),
    line: (text, thing) => raw(`${isJson ? JSON.stringify(thing) : plain(text)}\n`),
    json,
    raw,
    note,
  }
}

import type { ExportScope } from './define.ts'
import { READ_AT_ONCE } from './define.ts'

/** Pages of rows, in the order of what each is found after. The last page is the one that is not full. */
export async function* pagesAfter<Row>(
  { readmit }: Pick<ExportScope, 'readmit'>,
  read: (after: number, limit: number) => Promise<Row[]>,
  placeOf: (row: Row) => number,
): AsyncGenerator<Row[]> {
  let after = 0
  for (;;) {
    await readmit()
    const rows = await read(after, READ_AT_ONCE)
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < READ_AT_ONCE) return
    after = placeOf(last)
  }
}

/** One thing as JSON. */
export async function* jsonOf(read: () => Promise<object> | object): AsyncGenerator<string> {
  yield `${JSON.stringify(await read(), null, 2)}\n`
}

/** A JSON array, a line for each thing. */
export async function* jsonArray(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const page of pages) {
    if (page.length === 0) continue
    yield separator + page.map((thing) => JSON.stringify(thing)).join(',\n')
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

/** JSON Lines: an object a line. */
export async function* jsonLines(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  for await (const page of pages) {
    if (page.length > 0) yield page.map((thing) => `${JSON.stringify(thing)}\n`).join('')
  }
}

import type { CallOptions } from './calls.ts'

/** The longest page that servers answer. */
const LONGEST_PAGE = 200

interface Page {
  items: unknown[]
  nextCursor: string | null
}

/** Walks a list from page to page and yields every item. */
export async function* everyItem(
  getPage: (input: object, options?: CallOptions) => Promise<unknown>,
  input: object | undefined,
  options: CallOptions | undefined,
): AsyncGenerator<unknown, void, undefined> {
  let cursor: string | null | undefined
  do {
    const place = cursor === undefined ? {} : { cursor }
    const page = await getPage({ limit: LONGEST_PAGE, ...input, ...place }, options)
    const { items, nextCursor } = page as Page
    yield* items
    cursor = nextCursor
  } while (cursor !== null)
}

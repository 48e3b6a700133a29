const last = new Map<string, Promise<unknown>>()

/**
 * Lets those of one kind work one after the other. An attempt is counted before its password is
 * checked: without this, many right ones at once would look like as many guesses.
 */
export async function inTurn<T>(kind: string, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(kind) ?? Promise.resolve()).then(work)
  const over = mine.catch(() => undefined)
  last.set(kind, over)
  try {
    return await mine
  } finally {
    if (last.get(kind) === over) last.delete(kind)
  }
}

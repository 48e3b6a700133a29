import type { ChoreCircumstances } from './chore.ts'

/** What is due of a kind, and how one of it is done. */
export interface DueWork {
  /** What it is, for those who read that it failed; the number of the one that did comes behind it. */
  what: string
  /** Some that are due, at most so many. */
  find(most: number): Promise<{ id: number }[]>
  /** Does some of it or all; looks again whether it still is due. */
  perform(id: number): Promise<unknown>
}

/**
 * Does what is due, one after another, until there is nothing more. One that fails is reported and left
 * for the next time, so that it holds up no other. Throws when even finding fails: then the database is away.
 */
export async function oneByOne(
  { what, find, perform }: DueWork,
  { signal, onFailure }: ChoreCircumstances,
): Promise<void> {
  const failed = new Set<number>()
  while (true) {
    signal.throwIfAborted()
    const due = await find(failed.size + 1)
    const next = due.find(({ id }) => !failed.has(id))
    if (!next) return
    try {
      await perform(next.id)
    } catch (error) {
      signal.throwIfAborted()
      failed.add(next.id)
      onFailure(`${what} ${next.id}`, error)
    }
  }
}

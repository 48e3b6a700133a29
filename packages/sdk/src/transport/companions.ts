/**
 * Counts what starts together, such as the calls of one `Promise.all`: everybody who asks in the
 * same turn gets the same number, once the turn is over.
 */
export function companionCounter(): () => Promise<number> {
  let turn: { count: number; over: Promise<number> } | undefined
  return () => {
    turn ??= beginTurn()
    turn.count++
    return turn.over
  }

  function beginTurn() {
    const begun = { count: 0, over: Promise.resolve(0) }
    begun.over = Promise.resolve().then(() => {
      turn = undefined
      return begun.count
    })
    return begun
  }
}

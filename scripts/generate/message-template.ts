/** A message with the names of its details in braces in place of values. */
export function meaningOf(message: (details: never) => string): string {
  return message(new Proxy({}, { get: (_, name) => placeholder(String(name)) }) as never)
}

/** Stands for any value that a message may put into its sentence, also after `map` and `join`. */
function placeholder(name: string): unknown {
  return new Proxy(() => undefined, {
    get: (_, property) => (property === Symbol.toPrimitive ? () => `{${name}}` : placeholder(name)),
    apply: () => placeholder(name),
  })
}

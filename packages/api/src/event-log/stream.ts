/** Where an event is recorded, and who may see it there. */
export interface Stream {
  /** For example `freezer-12`; versions count within it. */
  readonly name: string
  readonly audience: Audience
  /** The thing in the stream that the event speaks of, for example `product-7`. */
  readonly subject?: string
}

/** Who may see an event: a column of the log, so that a feed reads only what its caller may see. */
export type Audience =
  | 'everyone'
  | 'administrators'
  | `organisation-${number}`
  | `account-${number}`

/** The organisation that sees an event; null when it is not one that does. */
export function organisationOf(audience: string): number | null {
  const id = /^organisation-(\d+)$/.exec(audience)?.[1]
  return id === undefined ? null : Number(id)
}

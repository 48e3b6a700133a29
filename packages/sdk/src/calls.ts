/** What every call takes beside its input. */
export interface CallOptions {
  /** Gives up: the call throws the signal's reason, by default an `AbortError`. */
  signal?: AbortSignal | undefined
}

/** What a command takes beside its input. */
export interface CommandOptions extends CallOptions {
  /**
   * Makes repeating harmless: a second call with the same key and input gets the first one's
   * answer, for at least 24 hours. 8 to 120 printable ASCII characters; a random one if left out.
   */
  idempotencyKey?: string | undefined
}

interface Page {
  items: unknown[]
  nextCursor: string | null
}

type Arguments<Input, Options> = undefined extends Input
  ? [input?: Input, options?: Options]
  : [input: Input, options?: Options]

/** Pages are turned by itself; `limit` is the size of a page, by default the longest: 200. */
type EveryPage<Input> = Input extends object ? Omit<Input, 'cursor'> : Input

/** A query that answers a page at a time; `all` walks the pages. */
export interface List<Input, Output extends Page> {
  // No comment here: editors would show it in place of the one that each list has.
  (...args: Arguments<Input, CallOptions>): Promise<Output>
  /** Every item of every page, for `for await`. The next page is asked for when it is needed. */
  all(
    ...args: Arguments<EveryPage<Input>, CallOptions>
  ): AsyncGenerator<Output['items'][number], void, undefined>
}

/** What following a feed takes beside its input. */
export interface FeedOptions extends CallOptions {
  /** Told why, each time the connection is lost; it is made again by itself. */
  onInterrupted?: ((error: unknown) => void) | undefined
}

/** Bookmarks only say how far a feed has come; they are not handed out. */
type EventIn<Output> =
  Output extends AsyncIterable<{ data: infer Item extends { type: string } }>
    ? Exclude<Item, { type: 'Bookmark' }>
    : never

type OfType<Event, Type> = Event extends { type: Type } ? Event : never

/** Goes on for ever: after a lost connection with what comes next, each item once and in order. */
export type Feed<Input, Output> = <Type extends EventIn<Output>['type'] = EventIn<Output>['type']>(
  input?: Omit<Extract<Input, object>, 'lastEventId' | 'types'> & { types?: Type[] | undefined },
  options?: FeedOptions,
) => AsyncGenerator<OfType<EventIn<Output>, Type>, void, undefined>

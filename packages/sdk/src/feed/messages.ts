/** One event of a server-sent stream. */
export interface Message {
  /** Its name; empty for the items of a feed. */
  event: string
  data: string
  id: string
}

interface Piece {
  done: boolean
  value?: Uint8Array | undefined
}

/** The messages in bytes that come in pieces. One that has no end yet is none. */
export async function* messagesIn(read: () => Promise<Piece>): AsyncGenerator<Message> {
  const decoder = new TextDecoder()
  let rest = ''
  let fields: Record<string, string> = {}
  for (;;) {
    const { done, value } = await read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const colon = line.indexOf(':')
      if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trim()
      // An empty line ends a message; tRPC sends two.
      if (line !== '' || fields['data'] === undefined) continue
      yield { event: '', id: '', data: '', ...fields }
      fields = {}
    }
  }
}

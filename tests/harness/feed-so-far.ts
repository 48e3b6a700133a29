/**
 * What a feed sends until it has nothing more for now, in the form of an ordinary answer: its items,
 * or the error that it ends with. Then the connection is closed.
 */
export async function feedSoFar(response: Response): Promise<string> {
  if (!response.body) return ''
  const items: unknown[] = []
  let rest = ''
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const messages = (rest + piece).split('\n\n')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const [, data = ''] = /^data: (.+)$/m.exec(message) ?? []
      if (/^event: serialized-error$/m.test(message)) return `{"error":${data}}`
      if (/^event: /m.test(message) || data === '') continue
      const item = JSON.parse(data) as { type: string }
      items.push(item)
      if (item.type === 'Bookmark') return JSON.stringify({ result: { data: items } })
    }
  }
  throw new Error(`The feed ended after ${items.length} items: ${rest}`)
}

/** The body of an answer; of a feed, what it has sent so far. */
export function bodyOf(response: Response): Promise<string> {
  const isFeed = response.headers.get('content-type')?.startsWith('text/event-stream')
  return isFeed ? feedSoFar(response) : response.text()
}

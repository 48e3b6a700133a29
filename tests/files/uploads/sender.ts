// Sends bytes until it is killed. Usage: node sender.ts <url> <method> <secret> <offset> <bytes in all>

const [, , url = '', method = '', secret = '', offset = '0', size = '0'] = process.argv

let sent = Number(offset)
const body = new ReadableStream<Uint8Array>({
  async pull(controller) {
    if (sent >= Number(size)) return controller.close()
    // Every byte is told by its place.
    const piece = Uint8Array.from(
      { length: Math.min(4_096, Number(size) - sent) },
      (_, index) => (sent + index) % 251,
    )
    sent += piece.length
    controller.enqueue(piece)
    await new Promise((resolve) => setTimeout(resolve, 2))
  },
})
await fetch(url, {
  method,
  headers: {
    authorization: `Bearer ${secret}`,
    'tus-resumable': '1.0.0',
    'upload-offset': offset,
    'content-type': 'application/offset+octet-stream',
  },
  body,
  duplex: 'half',
} as RequestInit)

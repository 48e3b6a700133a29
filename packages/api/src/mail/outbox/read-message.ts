import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { timeIn } from './names.ts'

/** A message of the outbox, as people read it. */
export interface OutboxMessage {
  name: string
  at: string
  from: string
  to: string
  subject: string
  /** The plain text of the message. */
  text: string
}

/** Reads a message that this server wrote: what it understands is what nodemailer makes of ours. */
export async function readMessage(path: string): Promise<OutboxMessage> {
  const source = await readFile(path, 'latin1')
  const headers = headersOf(source)
  const name = basename(path)
  return {
    name,
    at: timeIn(name)?.toISOString() ?? '',
    from: headers('from'),
    to: headers('to'),
    subject: headers('subject'),
    text: textOf(source, headers('content-type')),
  }
}

/** Answers a header by its name, unfolded and decoded; empty when it is not there. */
function headersOf(source: string): (name: string) => string {
  const [head = ''] = source.split('\r\n\r\n', 1)
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return (name) => {
    const line = lines.find((each) => each.toLowerCase().startsWith(`${name}:`))
    return line === undefined ? '' : decodeWords(line.slice(name.length + 1).trim())
  }
}

/** Decodes the words of RFC 2047, `=?UTF-8?Q?caf=C3=A9?=`. */
function decodeWords(header: string): string {
  // Space between two such words is not part of the text. A letter may be split between them.
  const joined = header.replace(/(\?=)\s+(?==\?)/g, '$1')
  return joined.replace(/(?:=\?utf-8\?[qb]\?[^?]*\?=)+/gi, (words) => {
    const bytes = [...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(
      ([, form, text = '']) =>
        form?.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : quotedBytes(text.replaceAll('_', ' ')),
    )
    return Buffer.concat(bytes).toString('utf8')
  })
}

function textOf(source: string, contentType: string): string {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  const parts = boundary === undefined ? [] : source.split(`--${boundary}`)
  const plain = parts.find((part) => /^\r\ncontent-type: text\/plain/i.test(part)) ?? ''
  const start = plain.indexOf('\r\n\r\n')
  const body = plain.slice(start + 4)
  const bytes = /content-transfer-encoding: (\S+)/i.exec(plain.slice(0, start))?.[1]
  return decodeBody(body, bytes?.toLowerCase()).toString('utf8').replaceAll('\r\n', '\n').trimEnd()
}

function decodeBody(body: string, encoding: string | undefined): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding === 'quoted-printable') return quotedBytes(body.replace(/=\r\n/g, ''))
  return Buffer.from(body, 'latin1')
}

function quotedBytes(text: string): Buffer {
  const decoded = text.replace(/=([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(decoded, 'latin1')
}

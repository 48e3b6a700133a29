import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../store-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const account_id = ada.accountId

/** Names that nobody could upload, too: a header does not rely on who wrote the row. */
const names: [name: string, saved: string][] = [
  ['holiday.jpg', 'holiday.jpg'],
  ['two words.txt', 'two words.txt'],
  ['"; filename="evil.html', '_; filename=_evil.html'],
  ["it's (mine) 100%*.txt", "it's (mine) 100%_.txt"],
  ['back\\slash".exe', 'back_slash_.exe'],
  ['a\r\nSet-Cookie: evil=1\r\n\r\n<script>', 'aSet-Cookie_ evil=1_script_'],
  ['a\nb\0c\x7fd\x85e', 'abcde'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..\\..\\windows\\system.ini', '_.._windows_system.ini'],
  ['C:\\autoexec.bat', 'C__autoexec.bat'],
  ['/etc/cron.d/x', '_etc_cron.d_x'],
  ['.bashrc', 'bashrc'],
  ['..', ''],
  ['...  ', ''],
  ['\u202egpj.exe', 'gpj.exe'],
  ['photo\u2066\u200f\u061c.jpg', 'photo.jpg'],
  ['zero\u200bwidth\ufeff.txt', 'zerowidth.txt'],
  ['line\u2028para\u2029.txt', 'linepara.txt'],
  ['crème brûlée.pdf', 'crème brûlée.pdf'],
  ['🍓👩‍🌾.png', '🍓👩🌾.png'],
  ['漢'.repeat(255), '漢'.repeat(255)],
  ["UTF-8''already%20encoded", "UTF-8''already%20encoded"],
  ['trailing. . ', 'trailing'],
  ['x?y<z>|"q"', 'x_y_z___q_'],
]

/** The head of an answer as it stands on the wire. */
async function headOf(path: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(larder.url).port) })
  socket.write(
    `HEAD ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${ada.session}\r\nconnection: close\r\n\r\n`,
  )
  let text = ''
  socket.setEncoding('latin1').on('data', (piece: string) => (text += piece))
  await once(socket, 'close')
  return text
}

/** What a client reads out of the header; throws for what is no such header at all. */
function parse(header: string): { kind: string; plain: string; extended: string | null } {
  const parts =
    /^(inline|attachment); filename="([\x20\x21\x23-\x5b\x5d-\x7e]*)"(?:; filename\*=UTF-8''((?:[\w.!#$&+^`|~-]|%[0-9A-F]{2})+))?$/.exec(
      header,
    )
  if (!parts) throw new Error(`no Content-Disposition: ${JSON.stringify(header)}`)
  const [, kind = '', plain = '', encoded] = parts
  return { kind, plain, extended: encoded === undefined ? null : decodeURIComponent(encoded) }
}

const linesOf = (head: string, name: string) =>
  head.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name}:`))

describe('Given files with names that mean mischief, or just another language', () => {
  test.each(names)('when %j is downloaded, then it is saved as %j', async (name, saved) => {
    const id = await storeFile(larder, { account_id, name, bytes: randomBytes(10) })
    const head = await headOf(`/files/${id}`)
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(linesOf(head, 'set-cookie')).toEqual([])
    const [line = '', ...more] = linesOf(head, 'content-disposition')
    expect(more).toEqual([])
    const { kind, plain, extended } = parse(line.slice(line.indexOf(':') + 1).trim())
    expect(kind).toBe('attachment')
    expect(extended ?? plain).toBe(saved === '' ? `file-${id}` : saved)
    expect(plain).not.toMatch(/[/\\%"]/)
  })

  test('control: a header into which the name is just put does not stand this', () => {
    const naive = (name: string) => `attachment; filename="${name}"`
    const broken = names.filter(([name, saved]) => {
      try {
        const { plain, extended } = parse(naive(name))
        return (extended ?? plain) !== saved
      } catch {
        return true
      }
    })
    expect(broken.length).toBeGreaterThanOrEqual(20)
  })
})

const active = [
  ...['text/html', 'image/svg+xml', 'application/xml', 'text/xml', 'application/xhtml+xml'],
  ...['text/javascript', 'application/javascript', 'application/pdf', 'application/zip'],
  ...['application/x-shockwave-flash', 'audio/mpegurl', 'audio/x-mpegurl', 'text/css'],
  ...['application/vnd.apple.mpegurl', 'text/plain\r\nx-evil: 1', 'video/mp4; charset=x', ''],
]
const inert = ['text/plain', 'image/jpeg', 'audio/mpeg', 'video/mp4', 'video/webm', 'image/webp']

describe('Given files of the kind "file", which keep the bytes that were uploaded', () => {
  test.each([
    ...active.map((type) => [type, 'application/octet-stream']),
    ...inert.map((type) => [type, type]),
  ])(
    'when one of the type %j is downloaded, then as %s, to be saved, and nothing runs in it',
    async (media_type, served) => {
      const id = await storeFile(larder, { account_id, media_type, bytes: randomBytes(10) })
      for (const query of ['', '?download', '?inline']) {
        const head = await headOf(`/files/${id}${query}`)
        expect(linesOf(head, 'content-type')).toEqual([`content-type: ${served}`])
        expect(linesOf(head, 'x-evil')).toEqual([])
        expect(linesOf(head, 'content-disposition')[0]).toMatch(/: attachment;/)
        expect(linesOf(head, 'x-content-type-options')).toEqual(['x-content-type-options: nosniff'])
        expect(linesOf(head, 'content-security-policy')).toEqual([
          "content-security-policy: sandbox; default-src 'none'; frame-ancestors 'none'",
        ])
      }
    },
  )
})

describe('Given a picture that was written anew', () => {
  test('when it is read, then it is shown as what it is now, or saved with ?download', async () => {
    const picture = { account_id, kind: 'picture' as const, media_type: 'image/webp' }
    const bytes = randomBytes(10)
    const facts = { ...picture, name: 'me.JPG', bytes, renditions: { small: randomBytes(9) } }
    const id = await storeFile(larder, facts)
    for (const place of ['', '/small']) {
      const shown = await headOf(`/files/${id}${place}`)
      expect(linesOf(shown, 'content-type')).toEqual(['content-type: image/webp'])
      const inline = 'content-disposition: inline; filename="me.webp"'
      expect(linesOf(shown, 'content-disposition')).toEqual([inline])
      const saved = await headOf(`/files/${id}${place}?download`)
      expect(linesOf(saved, 'content-disposition')).toEqual([
        inline.replace('inline', 'attachment'),
      ])
    }
  })

  test('when a row says that it is something else, then it is not shown', async () => {
    for (const media_type of ['image/svg+xml', 'text/html', 'image/png']) {
      const facts = { account_id, kind: 'picture' as const, media_type, bytes: randomBytes(10) }
      const head = await headOf(`/files/${await storeFile(larder, facts)}`)
      expect(linesOf(head, 'content-disposition')[0]).toMatch(/: attachment;/)
    }
  })
})

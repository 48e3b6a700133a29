import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { putFile } from '../uploads/put-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const html = Buffer.from('<!doctype html><script>alert(1)</script>')

const names = [
  'x.jpg',
  'x.jpg.html',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'C:\\..\\..\\boot.ini',
  '\\\\server\\share\\x',
  '/etc/passwd',
  'file:///etc/passwd',
  '..',
  '.htaccess',
  'CON',
  'nul.txt',
  'AUX.jpg',
  'peas 🍓.jpg',
  'cafe\u0301.jpg',
  '𠜎𠜱.png',
  '\u200b\u2060',
  '"; filename="x.html',
  "x'.jpg; y=1",
  '$HOME`id`.jpg',
  'a'.repeat(255),
  '🍓'.repeat(127),
]

describe('Given files with names that mean something to some program', () => {
  test.each(names)('when one is called %j, then it is only a name', async (name) => {
    const answer = await putFile(larder, html, { secret: ada.session, as: 'file', name })
    expect(answer.status).toBe(201)
    const file = answer.file()
    expect(file.name).toBe(name)
    expect(file.mediaType).not.toMatch(/^image/)
    const read = await fetch(`${larder.url}/files/${file.id}`, {
      headers: { authorization: `Bearer ${ada.session}` },
    })
    expect(await read.text()).toBe(html.toString())
    expect(read.headers.get('content-type')).toMatch(/^(application\/octet-stream|text\/plain)/)
    const disposition = read.headers.get('content-disposition') ?? ''
    expect(complaintAbout(disposition)).toBeNull()
    expect(strangers(larder.directory)).toEqual([])
  })

  test.each(['x.html\u202egpj', 'a\0b.jpg', 'a\nb.jpg', '', '   ', 'a'.repeat(256)])(
    'when one is called %j, then it is refused with its reason',
    async (name) => {
      const answer = await putFile(larder, html, { secret: ada.session, as: 'file', name })
      expect([answer.status, answer.reason()]).toEqual([400, 'INVALID_INPUT'])
    },
  )

  test('control: headers that name a path or another file, and files that lie elsewhere, are noticed', () => {
    expect(complaintAbout('attachment; filename="../x"')).toBe('../x')
    expect(complaintAbout('attachment; filename="x"; filename*=UTF-8\'\'..%2Fx')).toBe('../x')
    expect(complaintAbout('attachment; filename="a"; filename="x.html"')).toContain('filename')
    expect(strangers(import.meta.dirname)).toContain('names.test.ts')
  })
})

/** A name that is more than a name where it is saved, of those that a header gives; null: none is. */
function complaintAbout(disposition: string): string | null {
  const header = /^attachment; filename="([^"\\]*)"(?:; filename\*=UTF-8''([\w.!#$&+^`|~%-]+))?$/
  const match = header.exec(disposition)
  if (!match) return disposition
  const saved = [match[1] ?? '', decodeURIComponent(match[2] ?? match[1] ?? '')]
  return saved.find((name) => name === '' || /[/\\:\p{Cc}\u202a-\u202e]|^\./u.test(name)) ?? null
}

/** What lies in the directory of the server, and is not called as the server calls things. */
function strangers(directory: string): string[] {
  const own =
    /^(blobs(\/[0-9a-f]{2}(\/[0-9a-f]{64}-\d+)?)?|incoming(\/.*)?|mail.*|outbox.*|secret.*|larder.*|test.*)$/
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !own.test(path),
  )
}

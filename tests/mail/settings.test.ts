import { configFrom } from '@larder/server/src/config.ts'
import { describe, expect, test } from 'vitest'

const FROM = { LARDER_MAIL_FROM: 'larder@example.org' }

function smtp(url: string) {
  return configFrom({ ...FROM, LARDER_SMTP_URL: url }).mail.smtp
}

describe('Given the URL of an SMTP server', () => {
  test.each([
    ['smtp://mail.example.org', 'mail.example.org', 587, 'required'],
    ['smtps://mail.example.org', 'mail.example.org', 465, 'implicit'],
    ['smtp://mail.example.org:25', 'mail.example.org', 25, 'required'],
    ['smtp://mail.example.org:25?tls=off', 'mail.example.org', 25, 'off'],
    ['smtp://localhost:1025', 'localhost', 1025, 'off'],
    ['smtp://127.0.0.1', '127.0.0.1', 587, 'off'],
    ['smtp://[::1]:25', '::1', 25, 'off'],
    ['smtp://localhost?tls=required', 'localhost', 587, 'required'],
    ['smtp://127.example.org', '127.example.org', 587, 'required'],
  ])('%s, then it is reached at %s, port %i, with TLS %s', (url, host, port, tls) => {
    expect(smtp(url)).toEqual({ host, port, tls, login: undefined })
  })

  test('with a user and a password, then both are decoded', () => {
    expect(smtp('smtp://ada%40example.org:olives%26%25@mail.example.org')?.login).toEqual({
      user: 'ada@example.org',
      pass: 'olives&%',
    })
  })

  test.each([
    ['http://ada:olives@mail.example.org', 'Write it like smtp://'],
    ['mail.example.org:587', 'Write it like smtp://'],
    ['smtp://ada:olives@', 'Write it like smtp://'],
    ['smtp://ada:olives@mail.example.org/inbox', 'Write it like smtp://'],
    ['smtp://ada@mail.example.org', 'a user or a password, but not both'],
    ['smtp://:olives@mail.example.org', 'a user or a password, but not both'],
    ['smtp://ada:olives%2@mail.example.org', 'not encoded well'],
    ['smtp://ada:olives@mail.example.org?tls=maybe', 'tls=required or tls=off'],
    ['smtp://ada:olives@mail.example.org?secure=1', 'tls=required or tls=off'],
    ['smtps://ada:olives@mail.example.org?tls=off', 'TLS from its beginning'],
  ])('%s, then it is refused in a sentence that does not show it', (url, sentence) => {
    expect(() => smtp(url)).toThrow(sentence)
    try {
      smtp(url)
    } catch (error) {
      expect(String(error)).not.toContain('olives')
    }
  })

  test('without a sender, then that is what is missing', () => {
    const settings = { LARDER_SMTP_URL: 'smtp://mail.example.org' }
    expect(() => configFrom(settings)).toThrow('LARDER_MAIL_FROM is missing')
  })
})

describe('Given a sender', () => {
  test.each([
    ['larder@example.org', { name: 'Larder', address: 'larder@example.org' }],
    ['The larder <larder@example.org>', { name: 'The larder', address: 'larder@example.org' }],
    ['Zoé à la maison <z@example.org>', { name: 'Zoé à la maison', address: 'z@example.org' }],
  ])('%s, then mail is from there', (text, from) => {
    expect(configFrom({ LARDER_MAIL_FROM: text }).mail.from).toEqual(from)
  })

  test.each([
    'Larder',
    'larder@',
    'a@example.org, b@example.org',
    'Larder <larder@example.org',
    'Larder\nBcc: eve@example.org <larder@example.org>',
  ])('%j, then it is refused', (text) => {
    expect(() => configFrom({ LARDER_MAIL_FROM: text })).toThrow('LARDER_MAIL_FROM is "')
  })
})

describe('Given the address of a front end', () => {
  test.each([
    ['https://larder.example.org', 'https://larder.example.org'],
    ['https://larder.example.org/', 'https://larder.example.org'],
    ['https://example.org/larder/', 'https://example.org/larder'],
    ['http://localhost:5173', 'http://localhost:5173'],
  ])('%s, then links begin with %s', (text, url) => {
    expect(configFrom({ LARDER_FRONT_URL: text }).mail.frontUrl).toBe(url)
  })

  test.each([
    'larder.example.org',
    'javascript:alert(1)',
    'https://example.org/#/',
    'https://example.org/?page=',
    'https://ada:olives@example.org',
  ])('%s, then it is refused', (text) => {
    expect(() => configFrom({ LARDER_FRONT_URL: text })).toThrow('LARDER_FRONT_URL cannot')
    expect(() => configFrom({ LARDER_FRONT_URL: text })).not.toThrow('olives')
  })
})

import { isIP } from 'node:net'
import type { MailOptions } from '@larder/api'

type SmtpServer = NonNullable<MailOptions['smtp']>

const FORM =
  'Write it like smtp://user:password@mail.example.org:587, or smtps:// where TLS begins at once.'

/**
 * The mail server that a URL names. TLS is demanded, except on this very machine, unless `?tls=` says
 * otherwise. Throws what is wrong, in a sentence that shows nothing of the URL: it holds a password.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  if (!URL.canParse(text) || !/^smtps?:\/\//.test(text)) throw new Error(FORM)
  const url = new URL(text)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '' || !['', '/'].includes(url.pathname) || url.hash !== '') throw new Error(FORM)
  const isImplicit = url.protocol === 'smtps:'
  return {
    host,
    port: url.port === '' ? (isImplicit ? 465 : 587) : Number(url.port),
    tls: isImplicit ? implicit(url) : tlsOf(url, host),
    login: loginOf(url),
  }
}

function implicit({ search }: URL): 'implicit' {
  if (search !== '') throw new Error('smtps:// is TLS from its beginning: it takes no "?".')
  return 'implicit'
}

function tlsOf({ searchParams }: URL, host: string): 'required' | 'off' {
  const unknown = [...searchParams.keys()].find((name) => name !== 'tls')
  const said = searchParams.get('tls')
  if (unknown !== undefined || ![null, 'required', 'off'].includes(said)) {
    throw new Error('Behind "?" there may be tls=required or tls=off, and nothing else.')
  }
  if (said !== null) return said === 'off' ? 'off' : 'required'
  return isLoopback(host) ? 'off' : 'required'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function loginOf({ username, password }: URL): SmtpServer['login'] {
  if (username === '' && password === '') return undefined
  if (username === '' || password === '') {
    throw new Error(
      'It has a user or a password, but not both. Encode special characters, such as %40 for @.',
    )
  }
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  } catch {
    throw new Error('Its user or password is not encoded well. Write % itself as %25.')
  }
}

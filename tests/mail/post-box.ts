import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import { SMTPServer } from 'smtp-server'
import { expect, inject, vi } from 'vitest'
import type { ReadMail } from '#harness'
import { afterwards, readMail } from '#harness'

export const LOGIN = { user: 'larder', pass: 'cloves%and@mace' }

/** A message that was taken, and how it came. */
export interface Taken extends ReadMail {
  raw: string
  envelope: { from: string; to: string[] }
  isSecure: boolean
  user: string
}

/** What a server does with a message: undefined takes it. */
type Refusal = { code: number; text: string } | undefined

/** An SMTP server as others run it: STARTTLS with a certificate of its own, and a password. */
export class PostBox {
  readonly taken: Taken[] = []
  /** How often somebody said whom mail is for. */
  attempts = 0
  /** What recipients are answered. */
  refusal: Refusal
  /** As long as it is set, whole messages are read and never answered. */
  isStuck = false
  /** What was sent in clear, of what should not have been. */
  readonly inClear: string[] = []
  readonly certificate: string
  readonly #server: SMTPServer

  private constructor(options: SMTPServerOptions) {
    const { key, cert, path } = makeCertificate()
    this.certificate = path
    this.#server = new SMTPServer({
      key,
      cert,
      allowInsecureAuth: true,
      closeTimeout: 100,
      onAuth: ({ username, password }, session, done) => {
        if (!session.secure) this.inClear.push('a password')
        const isRight = username === LOGIN.user && password === LOGIN.pass
        return isRight ? done(null, { user: username }) : done(smtpError(535, 'Wrong password'))
      },
      onRcptTo: ({ address }, _, done) => {
        this.attempts++
        const { refusal } = this
        done(refusal && smtpError(refusal.code, `${refusal.text} <${address}>`))
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (this.isStuck) return
          void this.#take(Buffer.concat(chunks), session).then(() => done(), done)
        })
      },
      ...options,
    })
    this.#server.on('error', () => undefined)
  }

  static async open(options: SMTPServerOptions = {}): Promise<PostBox> {
    const box = new PostBox({ authOptional: false, ...options })
    const { server } = box.#server.listen(0, '127.0.0.1') && box.#server
    await once(server, 'listening')
    afterwards(() => new Promise<void>((resolve) => box.#server.close(() => resolve())))
    return box
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  /** Settings of a server that sends its mail here. */
  settings(query = '?tls=required'): Record<string, string> {
    const { user, pass } = LOGIN
    return {
      LARDER_SMTP_URL: `smtp://${user}:${encodeURIComponent(pass)}@localhost:${this.port}${query}`,
      LARDER_MAIL_FROM: 'Larder at home <larder@example.org>',
      NODE_EXTRA_CA_CERTS: this.certificate,
    }
  }

  /** The newest message to an address, once there are `count` of them. */
  async mailTo(email: string, count = 1): Promise<Taken> {
    const mails = () => this.taken.filter(({ envelope }) => envelope.to.includes(email))
    await vi.waitFor(() => expect(mails()).toHaveLength(count), { timeout: 15_000 })
    return mails()[count - 1] as Taken
  }

  async #take(source: Buffer, { envelope, secure, user }: SMTPServerSession): Promise<void> {
    this.taken.push({
      ...(await readMail(source)),
      raw: source.toString('latin1'),
      envelope: {
        from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
        to: envelope.rcptTo.map(({ address }) => address),
      },
      isSecure: secure,
      user: user ?? '',
    })
  }
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** A certificate for localhost, and where it lies. */
function makeCertificate(): { key: Buffer; cert: Buffer; path: string } {
  const directory = mkdtempSync(join(inject('temporaryDirectory'), 'certificate-'))
  const [keyPath, path] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', keyPath, '-out', path, ...names], {
    stdio: 'pipe',
  })
  return { key: readFileSync(keyPath), cert: readFileSync(path), path }
}

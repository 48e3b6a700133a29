import { AttemptFailed, GiveUp } from '../event-log/tasks/define-task.ts'
import type { MailService } from './mail-service.ts'

const PATIENCE_MS = 10_000

export interface SmtpServer {
  host: string
  port: number
  /** `implicit`: from the first byte. `required`: after STARTTLS, or not at all. */
  tls: 'implicit' | 'required' | 'off'
  login: { user: string; pass: string } | undefined
}

interface SmtpError extends Error {
  /** Nodemailer's name for what was being done. */
  code?: string
  /** What we had said. */
  command?: string
  /** What the server answered. */
  responseCode?: number
  response?: string
}

/** Sends mail to a server that passes it on. */
export function smtpMail(
  server: SmtpServer,
  from: MailService['from'],
  frontUrl: string | undefined,
): MailService {
  let transport: Promise<Transport> | undefined
  return {
    way: 'smtp',
    frontUrl,
    from,
    async deliver({ mail }, signal) {
      transport ??= transportTo(server)
      try {
        const { response } = await (await transport).sendMail({ ...mail, signal })
        return response
      } catch (error) {
        throw explain(error as SmtpError)
      }
    },
    // Nothing is kept: what was sent is its recipient's.
    forget: () => Promise.resolve(),
    forgetOld: () => Promise.resolve(),
  }
}

type Transport = Awaited<ReturnType<typeof transportTo>>

async function transportTo({ host, port, tls, login }: SmtpServer) {
  // Loaded with the first mail: servers that send none do without.
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    // A server that suddenly asks for no password is another one.
    ...(login ? { auth: login, forceAuth: true } : {}),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    logger: false,
  })
}

/**
 * Whether another attempt could help. A server that refuses the recipient or the message for good
 * says 5xx to them; what it says to us, as to a wrong password or sender, an operator can put right.
 */
function explain(error: SmtpError): Error {
  const { code, command, responseCode = 0, response, message } = error
  const isAboutMessage = /^(EENVELOPE|EMESSAGE)$/.test(code ?? '') && command !== 'MAIL FROM'
  const said = response ?? message
  if (isAboutMessage && (responseCode >= 500 || responseCode === 0)) return new GiveUp(said)
  return new AttemptFailed(said)
}

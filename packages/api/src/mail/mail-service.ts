import type { Message } from './message.ts'

/** How mail leaves this server. */
export interface MailService {
  /** `smtp`: to people's mail boxes. `outbox`: into files, for whoever runs a server at home. */
  readonly way: 'smtp' | 'outbox' | 'none'
  /** Where the front end is, for links; undefined: mails only show commands. Without a slash at its end. */
  readonly frontUrl: string | undefined
  /** Whom mails are from: `Larder <larder@example.org>`. */
  readonly from: { name: string; address: string }
  /**
   * Passes a message on; answers what came of it in a few words. Throws AttemptFailed, and GiveUp
   * when it was refused for good.
   */
  deliver(message: Message, signal: AbortSignal): Promise<string>
  /** Removes what is kept of messages for a subject, such as `account-5`. */
  forget(subject: string): Promise<void>
  /** Removes what has been kept for long, until `signal` says to stop. */
  forgetOld(now: Date, signal: AbortSignal): Promise<void>
}

/** For programs that send nothing: whoever tries all the same is told. */
export const noMail: MailService = {
  way: 'none',
  frontUrl: undefined,
  from: { name: 'Larder', address: 'larder@localhost' },
  deliver() {
    throw new Error('This program was started without a way to send mail.')
  },
  forget: () => Promise.resolve(),
  forgetOld: () => Promise.resolve(),
}

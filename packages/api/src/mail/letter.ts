/** What a mail says, in one language. How it looks is the same for all of them. */
export interface Letter {
  subject: string
  paragraphs: readonly string[]
  /** What its reader may do about it. */
  action?: LetterAction
  /** What stands below the action. */
  notes?: readonly string[]
}

/** One thing to do, for those who have the front end and for those who have the command line. */
export interface LetterAction {
  /** What the button says, where there is a front end. */
  label: string
  /** The page of the front end, for example `verify-email`. The token follows it as its fragment. */
  page: string
  token: string
  /** What to type, for example `larder account verify larder_lnk_...`. */
  command: string
}

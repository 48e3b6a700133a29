import type { Language } from '../text/language.ts'

interface Words {
  /** Stands before the command that does the same as the button. */
  commandAfterLink: string
  command: string
  footer: (front: string | undefined) => string
}

/** What every mail says beside its own words. */
export const words: Record<Language, Words> = {
  en: {
    commandAfterLink: 'Or type at the command line:',
    command: 'To do so, type at the command line:',
    footer: (front) =>
      `Larder sent this message${front === undefined ? '' : ` from ${front}`} by itself. Nobody reads answers to it.`,
  },
  fr: {
    commandAfterLink: 'Ou tapez dans un terminal :',
    command: 'Pour cela, tapez dans un terminal :',
    footer: (front) =>
      `Ce message a été envoyé automatiquement par Larder${front === undefined ? '' : ` depuis ${front}`}. Personne ne lit les réponses.`,
  },
}

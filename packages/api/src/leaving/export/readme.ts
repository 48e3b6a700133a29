import type { Language } from '../../text/language.ts'
import type { ExportFile, ExportFolder } from './define.ts'

const words: Record<Language, { title: string; order: string; csv: string }> = {
  en: {
    title: 'Everything that Larder keeps of your account',
    order:
      'The files were read one after the other, in the order in which they are listed here, while the\nserver went on. The events come last: whatever an earlier file shows has its event in there.',
    csv: 'JSON and CSV files are UTF-8; times are UTC. In CSV, an apostrophe before =, +, - or @ keeps\nspreadsheets from taking text for a formula; "larder import" takes it away again.',
  },
  fr: {
    title: 'Tout ce que Larder garde de votre compte',
    order:
      'Les fichiers ont été lus l’un après l’autre, dans l’ordre de cette liste, pendant que le serveur\ncontinuait. Les événements viennent en dernier : tout ce que montre un autre fichier y figure.',
    csv: 'Les fichiers JSON et CSV sont en UTF-8, les heures en UTC. Dans le CSV, une apostrophe devant =, +,\n- ou @ évite qu’un tableur prenne un texte pour une formule ; « larder import » la retire.',
  },
}

/** Explains every file of an export, and each folder of many once. */
export function readmeOf(
  entries: readonly (ExportFile | ExportFolder)[],
  language: Language,
  now: Date,
): string {
  const { title, order, csv } = words[language]
  const list = entries.map(({ name, explains }) => `${name}\n    ${explains[language]}`)
  return `${[`${title}\n${now.toISOString()}`, ...list, order, csv].join('\n\n')}\n`
}

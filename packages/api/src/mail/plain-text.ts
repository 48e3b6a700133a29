import type { Language } from '../text/language.ts'
import type { Letter } from './letter.ts'
import { linkTo } from './link-to.ts'
import { words } from './wording.ts'

/** A letter as plain text. */
export function plainText(
  letter: Letter,
  { language, frontUrl }: { language: Language; frontUrl: string | undefined },
): string {
  const { paragraphs, action, notes = [] } = letter
  const link = linkTo(frontUrl, action)
  const { command, commandAfterLink, footer } = words[language]
  return [
    ...paragraphs,
    ...(link === undefined ? [] : [`${action?.label}:\n\n  ${link}`]),
    ...(action
      ? [`${link === undefined ? command : commandAfterLink}\n\n  ${action.command}`]
      : []),
    ...notes,
    `-- \n${footer(frontUrl)}`,
  ]
    .join('\n\n')
    .concat('\n')
}

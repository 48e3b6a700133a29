import type { Language } from '../text/language.ts'
import type { Letter } from './letter.ts'
import { linkTo } from './link-to.ts'
import { words } from './wording.ts'

const style = {
  body: 'margin:0;padding:24px;background:#f6f5f2;color:#22211f;font:16px/1.5 sans-serif',
  card: 'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px',
  button:
    'display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5f4a;color:#ffffff;text-decoration:none',
  code: 'display:block;padding:10px;background:#f0efeb;font-family:monospace;overflow-wrap:anywhere',
  footer: 'color:#6b6963;font-size:13px',
}

/** A letter as a page that loads nothing and holds no markup of anybody's but ours. */
export function htmlPage(
  letter: Letter,
  { language, frontUrl }: { language: Language; frontUrl: string | undefined },
): string {
  const { subject, paragraphs, action, notes = [] } = letter
  const link = linkTo(frontUrl, action)
  const { command, commandAfterLink, footer } = words[language]
  const parts = [
    ...paragraphs.map(paragraph),
    ...(action && link !== undefined
      ? [`<p><a href="${escaped(link)}" style="${style.button}">${escaped(action.label)}</a></p>`]
      : []),
    ...(action
      ? [
          paragraph(link === undefined ? command : commandAfterLink),
          `<p><code style="${style.code}">${escaped(action.command)}</code></p>`,
        ]
      : []),
    ...notes.map(paragraph),
    `<p style="${style.footer}">${escaped(footer(frontUrl))}</p>`,
  ]
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    `<body style="${style.body}"><div style="${style.card}">`,
    ...parts,
    '</div></body>',
    '</html>',
    '',
  ].join('\n')
}

function paragraph(text: string): string {
  return `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

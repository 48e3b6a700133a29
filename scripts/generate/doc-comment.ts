import type { Procedure } from './contract.ts'
import type { Field } from './shape.ts'
import { audienceText, codes, fieldText } from './wording.ts'

const WIDTH = 96

/** The comment that editors show for a call. */
export function docComment(procedure: Procedure): string {
  const { meta, kind, output } = procedure
  // That one is the SDK's own affair.
  const input = procedure.input.filter(({ name }) => kind !== 'feed' || name !== 'lastEventId')
  const blocks = [
    [meta.summary],
    [audienceText(meta)],
    ...(input.length > 0 ? [['Takes:', ...input.map(fieldLine)]] : []),
    [kind === 'feed' ? `Hands out, one by one, ${codes(namesOf(output))}.` : answerText(output)],
    [reasonsText(meta.reasons)],
  ]
  const lines = blocks.flatMap((block, index) => [
    ...(index === 0 ? [] : ['']),
    ...block.flatMap(wrapped),
  ])
  return ['  /**', ...lines.map((line) => `   * ${line}`.trimEnd()), '   */'].join('\n')
}

function fieldLine(field: Field): string {
  const description = field.description && `. ${field.description}`
  return `- \`${field.name}\`: ${fieldText(field)}${description}`
}

function answerText(fields: Field[]): string {
  const items = fields.find(({ name }) => name === 'items')
  if (!items || items.fields.length === 0) return `Answers ${codes(namesOf(fields))}.`
  const others = namesOf(fields.filter((field) => field !== items))
  const beside = others.length > 0 ? `, and ${codes(others)}` : ''
  return `Answers \`items\`, each with ${codes(namesOf(items.fields))}${beside}.`
}

function reasonsText(reasons: readonly string[]): string {
  if (reasons.length === 0) return 'Refuses with the general reasons only.'
  return `Refuses with ${codes(reasons)}, and the general reasons.`
}

function namesOf(fields: Field[]): string[] {
  return fields.map(({ name }) => name)
}

/** Breaks a line at spaces; what belongs to a list item is indented under it. */
function wrapped(line: string): string[] {
  const indent = line.startsWith('- ') ? '  ' : ''
  const lines: string[] = []
  let current = ''
  for (const word of line.replaceAll('*/', '* /').split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`
    if (longer.length > WIDTH && current !== '') {
      lines.push(current)
      current = indent + word
    } else {
      current = longer
    }
  }
  return [...lines, current]
}

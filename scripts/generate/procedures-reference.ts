import type { Procedure } from './contract.ts'
import type { GeneratedFiles } from './files.ts'
import { tableOf } from './markdown-table.ts'
import type { Field } from './shape.ts'
import { audienceText, codes, fieldText } from './wording.ts'

const INTRODUCTION = `# Procedures

Generated from the router by \`npm run generate\`. Each is called with
\`POST /trpc/<procedure>\` and its input as JSON, or from the SDK by its name:
\`larder.freezers.products.list({ inside: true })\`. Beside the reasons named here, any of them may
answer the general ones in [errors.md](errors.md).

- A **query** changes nothing.
- A **list** is a query that answers a page; pass \`nextCursor\` on as \`cursor\` to get the next one,
  or let the SDK do it: \`for await (const item of larder.freezers.products.list.all())\`.
- A **command** changes something, and may be repeated with the same \`Idempotency-Key\` header: the
  first answer is kept for 24 hours.
- A **one-off command** is never kept for replay, because its answer may carry a secret.
- A **feed** goes on: it answers server-sent events (\`text/event-stream\`), each item with its \`id\`.
  Send the last one as \`Last-Event-ID\` to go on after it; the SDK does so by itself:
  \`for await (const event of larder.events.follow())\`. An item of the type \`Bookmark\` only says that
  everything up to its position has been sent.
`

const kindNames = {
  query: 'Query',
  list: 'List',
  command: 'Command',
  once: 'One-off command',
  feed: 'Feed',
}

/** docs/reference/procedures.md: everything that can be called. */
export function proceduresReference(contract: Procedure[]): GeneratedFiles {
  const contents = contract.map(
    ({ path, meta }) => `- [${path}](#${anchor(path)}): ${meta.summary}`,
  )
  return {
    'docs/reference/procedures.md': [
      INTRODUCTION,
      `${contents.join('\n')}\n`,
      ...contract.map(section),
    ].join('\n'),
  }
}

function section({ path, kind, meta, ...procedure }: Procedure): string {
  const optional = procedure.inputIsOptional ? ' (may be left out)' : ''
  const reasons = meta.reasons.length > 0 ? [`Reasons: ${codes(meta.reasons)}.\n`] : []
  return [
    `## ${path}\n`,
    `${meta.summary}\n`,
    `${kindNames[kind]}. ${audienceText(meta)}\n`,
    procedure.input.length > 0
      ? `Input${optional}:\n\n${fieldTable(procedure.input, fieldText)}`
      : 'Input: none.\n',
    `${kind === 'feed' ? 'Each item' : 'Output'}:\n\n${fieldTable(procedure.output, outputText)}`,
    ...reasons,
  ].join('\n')
}

function fieldTable(fields: Field[], text: (field: Field) => string): string {
  const rows = fields.flatMap((field) => {
    const place = `${field.name}${field.isList ? '[]' : ''}.`
    return [
      [`\`${field.name}\``, text(field), field.description],
      ...field.fields.map((inner) => [
        `\`${place}${inner.name}\``,
        text(inner),
        innerMeaning(inner),
      ]),
    ]
  })
  return tableOf(['field', 'type', 'meaning'], rows)
}

/** Two levels are shown field by field; what lies deeper is only named. */
function innerMeaning({ description, fields }: Field): string {
  const names = fields.length > 0 ? [`with ${codes(fields.map(({ name }) => name))}`] : []
  return [...(description ? [description] : []), ...names].join('; ')
}

function outputText(field: Field): string {
  return field.isRequired ? field.type : `${field.type}; may be absent`
}

/** As GitHub and other renderers name headings. */
function anchor(path: string): string {
  return path.toLowerCase().replaceAll('.', '')
}

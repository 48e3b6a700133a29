import type { Reason } from '@larder/api'
import { errorMap } from '@larder/api'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { Procedure } from './contract.ts'
import { detailTypes } from './detail-types.ts'
import type { GeneratedFiles } from './files.ts'
import { tableOf } from './markdown-table.ts'
import { meaningOf } from './message-template.ts'
import { codes } from './wording.ts'

const INTRODUCTION = `# Errors

Generated from the error map by \`npm run generate\`. A failed call answers

\`\`\`json
{ "error": { "message": "...", "data": { "reason": "EMAIL_TAKEN", "details": { "email": "..." }, "httpStatus": 409 } } }
\`\`\`

\`message\` is for people, \`reason\` and \`details\` are for programs; reasons and the fields of their
details stay what they are, wording does not. In the sentences below, \`{name}\` stands for a value.
`

const OWN = `## Reasons of the SDK

The SDK throws two more, which no server answers: \`UNREACHABLE\` when no answer came back, and
\`NOT_LARDER\` when something else than a Larder server answered. An aborted call throws the reason of
its \`AbortSignal\`.
`

/** docs/reference/errors.md: every reason that is ever answered. */
export function errorsReference(contract: Procedure[]): GeneratedFiles {
  const reasons = Object.keys(errorMap) as Reason[]
  const details = detailTypes(reasons)
  const callersOf = (reason: Reason) => contract.filter(({ meta }) => meta.reasons.includes(reason))
  const row = (reason: Reason): string[] => [
    `\`${reason}\``,
    String(statusOf(reason)),
    meaningOf(errorMap[reason].message),
    details[reason] ? `\`${details[reason]}\`` : '',
  ]
  const general = reasons.filter((reason) => callersOf(reason).length === 0)
  const particular = reasons.filter((reason) => callersOf(reason).length > 0)
  const head = ['reason', 'status', 'message', 'details']
  const particularRows = particular.map((reason) => [
    ...row(reason),
    codes(callersOf(reason).map(({ path }) => path)),
  ])
  return {
    'docs/reference/errors.md': [
      INTRODUCTION,
      '## General reasons\n\nAny procedure may answer these.\n',
      tableOf(head, general.map(row)),
      '## Reasons of single procedures\n',
      tableOf([...head, 'answered by'], particularRows),
      OWN,
    ].join('\n'),
  }
}

function statusOf(reason: Reason): number {
  const { code, httpStatus } = errorMap[reason]
  return httpStatus ?? getHTTPStatusCodeFromError(new TRPCError({ code }))
}

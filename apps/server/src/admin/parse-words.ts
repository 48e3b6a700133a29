import { parseArgs } from 'node:util'
import { UsageFailure } from '../startup/start-failure.ts'

/** The words of a command, one for each that it takes, and whether it answers JSON. Throws UsageFailure. */
export function parseWords<const Name extends string>(
  args: string[],
  takes: readonly Name[],
): { json: boolean; words: Record<Name, string> } {
  const { values, positionals } = parsed(args)
  const missing = takes[positionals.length]
  if (missing !== undefined) throw new UsageFailure(`The ${missing} is missing.`)
  const tooMany = positionals[takes.length]
  if (tooMany !== undefined) throw new UsageFailure(`"${tooMany}" is one word too many.`)
  const words = Object.fromEntries(takes.map((name, index) => [name, positionals[index]]))
  return { json: values.json, words: words as Record<Name, string> }
}

function parsed(args: string[]) {
  try {
    const options = { json: { type: 'boolean', default: false } } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageFailure(error.message)
    throw error
  }
}

import type { Example } from './define.ts'

/** The examples as the help shows them: command lines that can be copied, each with its effect. */
export function examplesText(title: string, examples: readonly Example[]): string {
  const lines = examples.map(([commandLine, effect]) =>
    effect ? `  # ${effect}\n  larder ${commandLine}` : `  larder ${commandLine}`,
  )
  return `\n${title}\n${lines.join('\n')}\n\nWhat the exit codes say: larder help exit-codes`
}

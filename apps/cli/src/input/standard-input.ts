import { usageProblem } from '../problem.ts'

/** Everything on standard input, as text. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return decode(Buffer.concat(chunks), 'Standard input')
}

/** Secrets from standard input, one a line. On a terminal they would be shown while typing. */
export async function readSecrets(option: string, names: readonly string[]): Promise<string[]> {
  if (process.stdin.isTTY) {
    throw usageProblem(`${option} reads from a pipe or a file, not from a terminal.`)
  }
  const lines = (await readStandardInput()).split(/\r?\n/).slice(0, names.length)
  names.forEach((name, index) => {
    if (!lines[index]) throw usageProblem(`Line ${index + 1} of standard input must be ${name}.`)
  })
  return lines
}

/** Text from bytes that must be UTF-8; spreadsheets also write other encodings. */
export function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw usageProblem(`${source} is not UTF-8.`, 'Save it again as UTF-8 text.')
  }
}

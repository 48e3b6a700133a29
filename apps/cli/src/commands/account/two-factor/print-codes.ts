import type { Output } from '../../../output/output.ts'

/** Prints recovery codes, a line each. */
export async function printCodes(output: Output, recoveryCodes: string[]): Promise<void> {
  await output.list(
    recoveryCodes.map((code) => ({ code })),
    {
      columns: [{ title: 'RECOVERY CODE', value: ({ code }) => code }],
      empty: 'There are none.',
    },
  )
}

import { existsSync } from 'node:fs'
import { defineCommand } from '../../command/define.ts'
import { flag, requiredFile } from '../../command/parameter.ts'
import { whileBusy } from '../../output/progress.ts'
import { usageProblem } from '../../problem.ts'

export const exportAccount = defineCommand({
  name: 'export',
  summary: 'Take along everything that is yours, as one ZIP',
  description:
    'A README.txt in it explains each file. A file that exists is left alone, and nothing half written is left behind.',
  arguments: { file: requiredFile('The file to write') },
  options: { force: flag('Replace the file if there is one') },
  examples: [['account export mine.zip'], ['account export mine.zip --force --json']],
  async run({ output, connect }, { file, force }) {
    // Before the server reads all of it; what counts is looked at again when it is written.
    if (!force && existsSync(file))
      throw usageProblem(`${file} exists.`, 'Replace it with --force.')
    const larder = await connect()
    const { writeWhole } = await import('../../output/write-whole.ts')
    let bytes = 0
    const size = (): string => `${(bytes / 1_000_000).toFixed(1)} MB`
    await whileBusy(
      'Exporting',
      async () => {
        const read = async () => (await larder.exportAccount()).stream
        await writeWhole(file, read, { force, onBytes: (count) => (bytes += count) })
      },
      size,
    )
    output.answer(`Everything that is yours is in ${file} (${size()}).`, { file, bytes })
  },
})

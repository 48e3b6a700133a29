import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineCommand } from '../command/define.ts'
import { flag, option, optionalFile } from '../command/parameter.ts'
import { freezerId } from '../lookup/freezer.ts'
import { usageProblem } from '../problem.ts'

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Export the inventory as CSV',
  description:
    'It has the shape that "larder import" takes, and what was taken out is in it too. An archived freezer whose name another has is written with its id, such as "garage (#3)".',
  arguments: { file: optionalFile('The file to write; standard output if left out, or -') },
  options: {
    freezer: option('<freezer>', 'Only this freezer, by id or name'),
    inside: flag('Only what is inside now'),
    outside: flag('Only what was taken out'),
    force: flag('Replace the file if there is one'),
  },
  examples: [['export inventory.csv'], ['export --freezer kitchen --inside > kitchen.csv']],
  async run({ output, connectHome }, { file = '-', freezer, force, inside, outside }) {
    const home = await connectHome()
    const { larder, householdId } = home
    const { csv, products } = await larder.freezers.exportCsv({
      householdId,
      inside: inside === outside ? undefined : inside,
      freezerId: freezer === undefined ? undefined : await freezerId(home, freezer),
    })
    if (file === '-') return output.raw(csv)
    await write(file, csv, force)
    const what = products === 1 ? '1 product is' : `${products} products are`
    output.answer(`${what} in ${file}.`, { file, products })
  },
})

async function write(file: string, csv: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, csv, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw usageProblem(`${file} exists.`, 'Replace it with --force.')
    if (code === 'ENOENT')
      throw usageProblem(`There is no folder ${dirname(file)}.`, 'Make it first.')
    throw usageProblem(`${file} cannot be written: ${message}.`)
  }
}

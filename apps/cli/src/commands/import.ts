import { defineCommand } from '../command/define.ts'
import { flag, requiredFile } from '../command/parameter.ts'
import { readText } from '../input/file.ts'
import { whileBusy } from '../output/progress.ts'

export const importCommand = defineCommand({
  name: 'import',
  summary: 'Import an inventory from a CSV file',
  description:
    'The columns are freezer, boxes, box, number, product, description, type, date_in, date_out, period_months and quantity; commas, semicolons and tabs all separate. Either every row is imported or none: if any is wrong, all wrong ones are listed. Missing freezers are created.',
  arguments: { file: requiredFile('The file, or - for standard input') },
  options: { dryRun: flag('Check everything and change nothing') },
  examples: [
    ['import inventory.csv --dry-run', 'Always a good start'],
    ['import inventory.csv'],
    ['--profile old export | larder --profile new import -', 'From one server to another'],
  ],
  async run({ output, connectHome }, { file, dryRun }) {
    const csv = await readText(file)
    const { larder, householdId } = await connectHome()
    const done = await whileBusy(dryRun ? 'Checking' : 'Importing', () =>
      larder.freezers.importCsv({ householdId, csv, dryRun }),
    )
    const created = done.freezersCreated.map((name) => `"${name}"`).join(', ')
    const products = done.products === 1 ? '1 product' : `${done.products} products`
    const what = `${products} (${done.inside} inside, ${done.outside} taken out)`
    const where = created ? ` New freezers: ${created}.` : ''
    output.answer(
      dryRun
        ? `Nothing is wrong: ${what} would be imported.${where}`
        : `${what} ${done.products === 1 ? 'is' : 'are'} imported.${where}`,
      done,
    )
  },
})

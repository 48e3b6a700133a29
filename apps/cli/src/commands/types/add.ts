import { InvalidArgumentError } from 'commander'
import { defineCommand } from '../../command/define.ts'
import type { Parse } from '../../command/parameter.ts'
import { repeatedOption, requiredOption } from '../../command/parameter.ts'
import { monthRange } from '../../command/parse.ts'
import { monthsInWords } from './months.ts'

const translation: Parse<[language: string, name: string]> = (text) => {
  const match = /^([A-Za-z-]+)=(.+)$/s.exec(text)
  if (match?.[1] && match[2]) return [match[1], match[2]]
  throw new InvalidArgumentError('Write it like de=Suppe.')
}

export const addType = defineCommand({
  name: 'add',
  summary: 'Add a product type (administrators only)',
  description:
    'Freezer times are about quality, never about safety. The longer one is what products of the type get by default.',
  options: {
    en: requiredOption('<name>', 'Its English name'),
    fr: requiredOption('<name>', 'Its French name'),
    name: repeatedOption('<language=name>', 'Its name in another language', translation),
    months: requiredOption('<months>', 'Usual freezer time: 3, 2-3, or never', monthRange),
  },
  examples: [
    ['types add --en kefir --fr kéfir --months 1-2'],
    ['types add --en vodka --fr vodka --name pl=wódka --months never'],
  ],
  async run({ output, connect }, { en, fr, name, months: usualMonths }) {
    const larder = await connect()
    const names = { ...Object.fromEntries(name), en, fr }
    const type = await larder.freezers.types.add({ names, usualMonths })
    output.answer(
      `Product type ${type.id} is "${type.name}": ${monthsInWords(type.usualMonths)}.`,
      type,
    )
  },
})

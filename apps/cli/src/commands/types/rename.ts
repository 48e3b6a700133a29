import { defineCommand } from '../../command/define.ts'
import { required, requiredOption } from '../../command/parameter.ts'
import { productTypeId } from '../../lookup/product-type.ts'

export const renameType = defineCommand({
  name: 'rename',
  summary: 'Rename or translate a product type (administrators only)',
  arguments: {
    type: required('Its id or name'),
    name: required('What it is called in that language'),
  },
  options: { language: requiredOption('<tag>', 'The language of the name: en, fr, de, pt-BR') },
  examples: [
    ['types rename soup broth --language en'],
    ['types rename soup Suppe --language de', 'Translate it'],
  ],
  async run({ output, connect }, { type: wanted, name, language }) {
    const larder = await connect()
    const id = await productTypeId(larder, wanted)
    const type = await larder.freezers.types.rename({ id, language, name })
    output.answer(
      `Product type ${type.id} is "${type.names[language] ?? name}" in ${language}.`,
      type,
    )
  },
})

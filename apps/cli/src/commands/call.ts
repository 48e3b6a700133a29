import { defineCommand } from '../command/define.ts'
import { option, optional } from '../command/parameter.ts'
import { readText } from '../input/file.ts'
import { notFoundProblem, usageProblem } from '../problem.ts'

/** They start sessions, which are kept and not printed, or do not end. */
const haveTheirOwn: Record<string, string> = {
  'events.follow': 'larder events tail --follow',
  'accounts.register': 'larder register',
  'accounts.logIn': 'larder login',
  'accounts.changePassword': 'larder password',
  'accounts.setPassword': 'larder account set-password',
  'accounts.identities.logIn': 'larder login --with',
}

export const call = defineCommand({
  name: 'call',
  summary: 'Call any procedure of the API',
  description:
    'Prints the answer as JSON. Without a procedure, it lists them all. Commands carry an idempotency key, so that they take effect once even when a reply is lost.',
  arguments: { procedure: optional('Its name, for example freezers.products.list') },
  options: {
    input: option('<json>', 'Its input: JSON, @ and a file, or - for standard input'),
    idempotencyKey: option('<key>', 'Makes repeating a command harmless for at least 24 hours'),
  },
  examples: [
    ['call', 'Which procedures there are'],
    ['call freezers.list'],
    [`call freezers.products.list --input '{"inside":true,"limit":3}'`],
    ['call freezers.importCsv --input @import.json'],
  ],
  async run({ output, connect }, { procedure, input, idempotencyKey }) {
    const { procedures } = await import('@larder/sdk')
    if (procedure === undefined) {
      return output.list(
        Object.entries(procedures).map(([name, kind]) => ({ name, kind })),
        {
          columns: [
            { title: 'PROCEDURE', value: ({ name }) => name },
            { title: 'KIND', value: ({ kind }) => kind },
          ],
          empty: '',
        },
      )
    }
    const ownCommand = Object.hasOwn(haveTheirOwn, procedure) && haveTheirOwn[procedure]
    if (ownCommand) throw usageProblem(`For ${procedure} there is "${ownCommand}".`)
    if (!Object.hasOwn(procedures, procedure)) {
      throw notFoundProblem(`There is no procedure "${procedure}".`, '"larder call" lists them.')
    }
    const method = procedure
      .split('.')
      .reduce<unknown>((branch, name) => Reflect.get(branch as object, name), await connect())
    const answer = await (method as Method)(await readInput(input), { idempotencyKey })
    output.json(answer)
  },
})

type Method = (input: unknown, options: { idempotencyKey?: string | undefined }) => Promise<unknown>

async function readInput(input: string | undefined): Promise<unknown> {
  if (input === undefined) return undefined
  const isElsewhere = input === '-' || input.startsWith('@')
  const text = isElsewhere ? await readText(input.replace(/^@/, '')) : input
  try {
    return JSON.parse(text)
  } catch (error) {
    throw usageProblem(`The input is not JSON: ${(error as Error).message}.`)
  }
}

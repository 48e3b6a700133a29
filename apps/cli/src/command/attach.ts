import { Argument, type Command, type CommanderError, Option } from 'commander'
import type { Context } from '../context.ts'
import type { GlobalOptions } from '../global-options.ts'
import { usageProblem } from '../problem.ts'
import type { CommandDefinition, GroupDefinition, TopicDefinition } from './define.ts'
import { examplesText } from './examples.ts'
import { flagName } from './flag-name.ts'
import type { Parameter } from './parameter.ts'

export type MakeContext = (options: GlobalOptions) => Context

/** Puts a group under the program; with its commands only when one of them may be asked for. */
export function attachGroup(
  program: Command,
  group: GroupDefinition,
  makeContext: MakeContext | undefined,
): Command {
  const command = under(program, group.name, group.summary, group.description)
  command.usage('<command> [options]').helpCommand(false)
  if (!makeContext) return command
  for (const definition of group.commands) attachCommand(command, definition, makeContext)
  return command
}

/** Puts a page of help under the program. */
export function attachTopic(program: Command, topic: TopicDefinition): Command {
  const command = under(program, topic.name, topic.summary, undefined)
  return command.configureHelp({ formatHelp: () => topic.text }).action(() => command.outputHelp())
}

/** Puts a command under the program or a group. */
export function attachCommand(
  parent: Command,
  definition: CommandDefinition,
  makeContext: MakeContext,
): Command {
  const { name, summary, description, examples, run } = definition
  const command = under(parent, name, summary, description)
  const args = Object.entries(definition.arguments)
  for (const [key, parameter] of args) command.addArgument(argumentOf(key, parameter))
  for (const [key, parameter] of Object.entries(definition.options)) {
    command.addOption(optionOf(key, parameter))
  }
  command.addHelpText('after', () =>
    examplesText(command.createHelp().styleTitle('Examples:'), examples),
  )
  return command.action(async () => {
    const options = command.optsWithGlobals<GlobalOptions & Record<string, unknown>>()
    const chosen = Object.entries(definition.options).map(([key, parameter]) => [
      key,
      chosenValue(parameter, options[key]),
    ])
    const given = args.map(([key], index) => [key, command.processedArgs[index]])
    await run(makeContext(options), Object.fromEntries([...given, ...chosen]))
  })
}

function under(
  parent: Command,
  name: string,
  summary: string,
  description: string | undefined,
): Command {
  const command = parent.command(name)
  const path = commandLineOf(command)
  return command
    .summary(summary)
    .description(description ? `${summary}.\n\n${description}` : `${summary}.`)
    .exitOverride((error) => {
      throw problemFrom(error, path)
    })
}

/** Commander's own complaints, as ours; showing help is none. */
export function problemFrom(error: CommanderError, commandLine: string): Error {
  if (error.code.startsWith('commander.help') || error.code === 'commander.version') return error
  const said = error.message.replace(/^error: (?:command-)?/, '')
  const [message = '', ...suggestion] = said.split('\n')
  return usageProblem(message, [...suggestion, `Try "${commandLine} --help".`].join('\n'))
}

function commandLineOf(command: Command): string {
  return command.parent ? `${commandLineOf(command.parent)} ${command.name()}` : command.name()
}

function argumentOf(key: string, parameter: Parameter<unknown>): Argument {
  const { description, required, parse, choices, repeatable } = parameter
  const name = repeatable ? `${key}...` : key
  const argument = new Argument(required ? `<${name}>` : `[${name}]`, description)
  if (choices) argument.choices(choices)
  return parse ? argument.argParser(parse) : argument
}

/** Commander's form of an option. */
export function optionOf(key: string, parameter: Parameter<unknown>): Option {
  const { description, placeholder, required, parse, choices, letter } = parameter
  const name = letter ? `-${letter}, ${flagName(key)}` : flagName(key)
  const option = new Option(placeholder ? `${name} ${placeholder}` : name, description)
  if (choices) option.choices([...choices])
  if (required) option.makeOptionMandatory()
  // In a list even when there is one: commander takes a parsed null for a missing value.
  if (parse) {
    option.argParser((text, before) => [...(Array.isArray(before) ? before : []), parse(text)])
  }
  return option
}

/** What a command gets for an option; the last one counts when it is given again. */
function chosenValue(
  { placeholder, parse, repeatable }: Parameter<unknown>,
  given: unknown,
): unknown {
  if (given === undefined) return repeatable ? [] : placeholder ? undefined : false
  return parse && !repeatable && Array.isArray(given) ? given.at(-1) : given
}

import type { CommandDefinition } from '../command/define.ts'
import { flagName } from '../command/flag-name.ts'
import type { Parameter, Parameters } from '../command/parameter.ts'
import { commandTree } from '../command-tree.ts'
import { globalOptions } from '../global-options.ts'

export interface Candidate {
  value: string
  description: string
}

/** What could stand in place of the last word; `files` where the shell knows better. */
export function candidatesFor(words: readonly string[]): Candidate[] | 'files' {
  const typed = words.at(-1) ?? ''
  const { names, command, value, argument } = placeAfter(words.slice(0, -1))
  const found = value ?? (typed.startsWith('-') ? undefined : argument)
  if (found) return found.isFile ? 'files' : startingWith(typed, choicesOf(found))
  if (typed.startsWith('-')) return startingWith(typed, optionsOf(command))
  return startingWith(typed, names)
}

interface Place {
  /** The names of commands that may follow. */
  names: Candidate[]
  command: CommandDefinition | undefined
  /** The option whose value follows. */
  value: Parameter<unknown> | undefined
  /** The argument that follows. */
  argument: Parameter<unknown> | undefined
}

function placeAfter(words: readonly string[]): Place {
  let entries: readonly Entry[] = Object.values(commandTree).flat()
  let command: CommandDefinition | undefined
  let value: Parameter<unknown> | undefined
  let given = 0
  for (const word of words) {
    if (value) value = undefined
    else if (word.startsWith('-')) value = valueOption(word, command)
    else if (command) given++
    else if (word !== 'help') {
      const entry = entries.find(({ name }) => name === word)
      entries = entry?.kind === 'group' ? entry.commands : []
      command = entry?.kind === 'command' ? entry : undefined
    }
  }
  const names = entries.map(({ name, summary }) => ({ value: name, description: summary }))
  const args = Object.values(command?.arguments ?? {})
  const last = args.at(-1)
  return { names, command, value, argument: args[given] ?? (last?.repeatable ? last : undefined) }
}

type Entry = (typeof commandTree)[string][number]

function allOptions(command: CommandDefinition | undefined): Parameters {
  return { ...command?.options, ...globalOptions }
}

function valueOption(
  word: string,
  command: CommandDefinition | undefined,
): Parameter<unknown> | undefined {
  const option = Object.entries(allOptions(command)).find(
    ([key, { letter }]) => word === flagName(key) || word === `-${letter}`,
  )?.[1]
  return option?.placeholder ? option : undefined
}

function optionsOf(command: CommandDefinition | undefined): Candidate[] {
  const options = Object.entries(allOptions(command)).map(([key, { description }]) => ({
    value: flagName(key),
    description,
  }))
  return [...options, { value: '--help', description: 'Print help' }]
}

function choicesOf({ choices = [] }: Parameter<unknown>): Candidate[] {
  return choices.map((value) => ({ value, description: '' }))
}

function startingWith(typed: string, candidates: Candidate[]): Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(typed))
}

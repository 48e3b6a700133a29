import type { Context } from '../context.ts'
import type { Parameters, Values } from './parameter.ts'

/** What a command is: what it takes, what its help says, and what it does. */
export interface CommandDefinition {
  readonly kind: 'command'
  readonly name: string
  readonly summary: string
  readonly description: string | undefined
  readonly arguments: Parameters
  readonly options: Parameters
  /** Command lines without the leading "larder", each with what it does. */
  readonly examples: readonly Example[]
  readonly run: (context: Context, values: Record<string, unknown>) => Promise<void>
}

export type Example = readonly [commandLine: string, effect?: string]

/** Commands under one word, such as `freezers`. */
export interface GroupDefinition {
  readonly kind: 'group'
  readonly name: string
  readonly summary: string
  readonly description: string | undefined
  readonly commands: readonly CommandDefinition[]
}

/** A page of help without a command. */
export interface TopicDefinition {
  readonly kind: 'topic'
  readonly name: string
  readonly summary: string
  readonly text: string
}

/** Defines a command; `run` gets its parameters with their types. */
export function defineCommand<
  Arguments extends Parameters = Record<never, never>,
  Options extends Parameters = Record<never, never>,
>(definition: {
  name: string
  summary: string
  description?: string
  arguments?: Arguments
  options?: Options
  examples: readonly Example[]
  run(context: Context, values: Values<Arguments> & Values<Options>): Promise<void>
}): CommandDefinition {
  const { run, ...rest } = definition
  return {
    kind: 'command',
    description: undefined,
    arguments: {},
    options: {},
    ...rest,
    run: (context, values) => run(context, values as Values<Arguments> & Values<Options>),
  }
}

/** Defines a group of commands. */
export function defineGroup(
  name: string,
  summary: string,
  commands: readonly CommandDefinition[],
  description?: string,
): GroupDefinition {
  return { kind: 'group', name, summary, description, commands }
}

/** Defines a page of help. */
export function defineTopic(name: string, summary: string, text: string): TopicDefinition {
  return { kind: 'topic', name, summary, text }
}

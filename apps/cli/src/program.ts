import { Command, CommanderError } from 'commander'
import type { MakeContext } from './command/attach.ts'
import { attachCommand, attachGroup, attachTopic, optionOf, problemFrom } from './command/attach.ts'
import { commandTree } from './command-tree.ts'
import type { Environment } from './config/settings.ts'
import { createContext } from './context.ts'
import { exitCodes } from './exit-codes.ts'
import type { GlobalOptions } from './global-options.ts'
import { globalOptions } from './global-options.ts'
import { styleOf } from './output/style.ts'
import { STANDARD_ERROR, STANDARD_OUTPUT, write } from './output/write.ts'
import { reportError } from './report-error.ts'

const DESCRIPTION = 'Freezers, files and videos on a Larder server, from the command line.'

const AFTER_HELP = `
Start here:
  larder register
  larder freezers create kitchen --boxes 4
  larder products add "leek soup" --box 1 --type soup
  larder products due

"larder help <command>" says more about each, with examples.`

const WIDEST_HELP = 100

/** Runs the command that these arguments ask for. Answers the exit code; never throws. */
export async function runProgram(
  args: readonly string[],
  environment: Environment,
  version: string,
): Promise<number> {
  let server: string | undefined
  const makeContext = (options: GlobalOptions) =>
    createContext(options, environment, (url) => {
      server = url
    })
  try {
    const program = buildProgram(environment, version, makeContext, (group) => args.includes(group))
    await program.parseAsync(askingForHelp(args), { from: 'user' })
    return Number(process.exitCode ?? exitCodes.done)
  } catch (error) {
    // Help was printed; when a group lacks its command, to standard error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage
    const isSaid = (option: string) => args.includes(option)
    return reportError(error, { json: isSaid('--json'), verbose: isSaid('--verbose'), server })
  }
}

/** `help products add`, or nothing at all, as `products add --help`: commander stops at one word. */
function askingForHelp(args: readonly string[]): readonly string[] {
  if (args.length > 0 && args[0] !== 'help') return args
  return [...args.slice(1), '--help']
}

/** Builds the tree of commands; of the groups only those that are needed get their commands. */
export function buildProgram(
  environment: Environment,
  version: string,
  makeContext: MakeContext,
  isNeeded: (group: string) => boolean,
): Command {
  const program = new Command('larder')
  const style = () => styleOf(program.opts<GlobalOptions>(), environment)
  const helpWidth = () => Math.min(WIDEST_HELP, style().columns ?? WIDEST_HELP)
  for (const [key, option] of Object.entries(globalOptions)) {
    program.addOption(optionOf(key, option))
  }
  program
    .description(DESCRIPTION)
    .version(version, '-V, --version', 'Print the version')
    .helpOption('-h, --help', 'Print help')
    .commandsGroup('More help:')
    .helpCommand('help [command]', 'Print help')
    .addHelpText('after', AFTER_HELP)
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => style().heading(title) })
    .configureOutput({
      writeOut: (text) => write(STANDARD_OUTPUT, text),
      writeErr: (text) => write(STANDARD_ERROR, text),
      outputError: () => {},
      getOutHelpWidth: helpWidth,
      getErrHelpWidth: helpWidth,
      getOutHasColors: () => style().hasColour,
      getErrHasColors: () => false,
    })
    .exitOverride((error) => {
      throw problemFrom(error, 'larder')
    })
  for (const [heading, entries] of Object.entries(commandTree)) {
    for (const entry of entries) attach(entry).helpGroup(heading)
  }
  return program

  function attach(entry: (typeof commandTree)[string][number]): Command {
    switch (entry.kind) {
      case 'topic':
        return attachTopic(program, entry)
      case 'command':
        return attachCommand(program, entry, makeContext)
      case 'group':
        return attachGroup(program, entry, isNeeded(entry.name) ? makeContext : undefined)
    }
  }
}

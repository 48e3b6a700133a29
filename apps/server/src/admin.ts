// What an administrator does at the server itself: `npm run admin -- <command>`.

import { createAdmin } from './admin/create-admin.ts'
import { runProgram } from './startup/run-program.ts'

const USAGE = `Usage: npm run admin -- create-admin --email <address> --name <name> [options]

create-admin creates an administrator in the configured database (see .env.example); the server may
be running. The password is asked for, or read as one line from standard input.

Options:
  --email <address>     the address to log in with
  --name <name>         how others see the account
  --language <en|fr>    the language of names and messages (default: en)
  --time-zone <zone>    the time zone that decides what "today" is (default: UTC)
  --help                shows this text

Examples:
  npm run admin -- create-admin --email ada@example.com --name Ada
  npm run admin -- create-admin --email ada@example.com --name Ada --time-zone Europe/Paris < password.txt

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.`

const [command, ...args] = process.argv.slice(2)
if (command === '--help' || command === 'help' || args.includes('--help')) console.log(USAGE)
else if (command === 'create-admin') await runProgram(() => createAdmin(args))
else {
  if (command !== undefined) console.error(`There is no command "${command}".\n`)
  console.error(USAGE)
  process.exitCode = 2
}

// What an operator does at the server itself: `npm run admin -- <command>`.

import { runCommand } from './admin/run-command.ts'

await runCommand(process.argv.slice(2))

import { defineTopic } from '../command/define.ts'

export const outputTopic = defineTopic(
  'output',
  'Tables for people, JSON for scripts',
  `Output

Data goes to standard output; remarks, questions, progress and errors go to standard error.

Without --json, lists are tables. On a terminal, long names are cut to its width; in a pipe
nothing is cut. Do not take tables apart in scripts: their columns may change.

With --json, the field names are those of the API and stay what they are:

  lists      one array:             larder products list --json | jq '.[].name'
  one thing  one object:            larder products show 12 --json | jq .bestBefore
  events     one object a line:     larder events tail --json | jq .type
  changes    what was changed:      larder products add rye --box 1 --type bread --json | jq .number

Days are YYYY-MM-DD. Instants are UTC, YYYY-MM-DDTHH:mm:ss.sssZ. "export" always prints CSV
and "call" always prints JSON.

Lists stop after 50 items and say so on standard error; --limit and --all change that.
`,
)
